// SPDX-License-Identifier: Apache-2.0

/// The version of the executable: `1.2.3`, or `1.2.3-4-g0123456789ab` four commits later.
extern const char *const key_reminder_version;
