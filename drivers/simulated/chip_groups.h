// SPDX-License-Identifier: Apache-2.0
// The groups in which the simulated card computes: curves and numbers, elements as encoded octets.
// Its own code, like all of it.
#pragma once
#include <memory>

#include "chip_crypto.h"

namespace simulated {

class Group {
public:
    virtual ~Group() = default;
    virtual Octets random_secret() const = 0;
    virtual Octets generator() const = 0;
    /// Throws Status{6A80} for octets that are no element.
    virtual Octets times(const Octets& element, const Octets& secret) const = 0;
    virtual Octets sum(const Octets& a, const Octets& b) const = 0;
    /// What both sides derive keys from.
    virtual Octets shared(const Octets& element) const = 0;
    /// The generator of integrated mapping.
    virtual Octets mapped(const Octets& pseudo_random) const = 0;
    virtual std::size_t field_bits() const = 0;
    /// of the public key in an authentication token
    virtual unsigned token_tag() const = 0;
    /// a / b modulo the order
    virtual Octets quotient(const Octets& a, const Octets& b) const = 0;
    /// Comp() of terminal authentication
    virtual Octets compressed(const Octets& element) const = 0;
};

/// By the number of standardised domain parameters. Throws Status{6A80}.
std::unique_ptr<Group> make_group(int parameter_id);

/// R(s,t) of Doc 9303-11 §4.4.3.3.2.
Octets pseudo_random(Block block, const Octets& s, const Octets& t, std::size_t field_bits);

}  // namespace simulated
