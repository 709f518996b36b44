// SPDX-License-Identifier: Apache-2.0
// Nothing of its own: the headers that the programs of tests share are compiled with it, once.
