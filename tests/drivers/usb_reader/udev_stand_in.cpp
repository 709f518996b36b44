// SPDX-License-Identifier: Apache-2.0
// Takes libudev's place in pcscd (LD_PRELOAD): one USB reader that is there while the file
// "plugged" is in the test's folder (CARD_TEST_READER). What pcscd makes of its coming and going is
// pcscd's own.
#include <sys/inotify.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

namespace {

std::string folder() { return std::getenv("CARD_TEST_READER"); }
bool plugged() { return std::filesystem::exists(folder() + "/plugged"); }

bool was_plugged = false;
int some_object = 0;  // what every opaque pointer points to

template <typename T>
T* object() {
    return reinterpret_cast<T*>(&some_object);
}

}  // namespace

extern "C" {

struct udev;
struct udev_monitor;
struct udev_enumerate;
struct udev_device;
struct udev_list_entry;

udev* udev_new() { return object<udev>(); }
udev* udev_unref(udev*) { return nullptr; }

udev_monitor* udev_monitor_new_from_netlink(udev*, const char*) { return object<udev_monitor>(); }
int udev_monitor_filter_add_match_subsystem_devtype(udev_monitor*, const char*, const char*) {
    return 0;
}
int udev_monitor_enable_receiving(udev_monitor*) { return 0; }
int udev_monitor_get_fd(udev_monitor*) {
    static const int fd = [] {
        const int made = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        inotify_add_watch(made, folder().c_str(), IN_CREATE | IN_DELETE);
        return made;
    }();
    return fd;
}
udev_device* udev_monitor_receive_device(udev_monitor* monitor) {
    char events[4096];
    if (read(udev_monitor_get_fd(monitor), events, sizeof events) <= 0 || plugged() == was_plugged)
        return nullptr;
    was_plugged = !was_plugged;
    return object<udev_device>();
}

udev_enumerate* udev_enumerate_new(udev*) { return object<udev_enumerate>(); }
udev_enumerate* udev_enumerate_unref(udev_enumerate*) { return nullptr; }
int udev_enumerate_add_match_subsystem(udev_enumerate*, const char*) { return 0; }
int udev_enumerate_scan_devices(udev_enumerate*) { return 0; }
udev_list_entry* udev_enumerate_get_list_entry(udev_enumerate*) {
    was_plugged = plugged();
    return was_plugged ? object<udev_list_entry>() : nullptr;
}
udev_list_entry* udev_list_entry_get_next(udev_list_entry*) { return nullptr; }
const char* udev_list_entry_get_name(udev_list_entry*) {
    return "/sys/devices/test/usb1/1-1/1-1:1.0";
}

udev_device* udev_device_new_from_syspath(udev*, const char*) { return object<udev_device>(); }
udev_device* udev_device_unref(udev_device*) { return nullptr; }
udev_device* udev_device_get_parent_with_subsystem_devtype(udev_device* device, const char*,
                                                           const char*) {
    return device;
}
const char* udev_device_get_action(udev_device*) { return was_plugged ? "add" : "remove"; }
const char* udev_device_get_devnode(udev_device*) { return "/dev/bus/usb/001/001"; }
const char* udev_device_get_devpath(udev_device*) { return "/devices/test/usb1/1-1/1-1:1.0"; }
const char* udev_device_get_sysname(udev_device*) { return "1-1:1.0"; }
const char* udev_device_get_sysattr_value(udev_device*, const char* name) {
    if (std::strcmp(name, "idVendor") == 0) return "f0f0";
    if (std::strcmp(name, "idProduct") == 0) return "0001";
    if (std::strcmp(name, "bInterfaceNumber") == 0) return "00";
    if (std::strcmp(name, "bInterfaceClass") == 0) return "0b";
    if (std::strcmp(name, "serial") == 0) return "1";
    return nullptr;
}

}  // extern "C"
