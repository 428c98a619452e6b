// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// X-Ray's trace id of the current invocation.
public enum TraceID {
  private static let variable = "_X_AMZN_TRACE_ID"

  /// Sets the environment variable where AWS's tools look for it, or takes away the one of the
  /// invocation before.
  public static let export: @Sendable (String?) -> Void = { value in
    // Safe here: nothing else in the process reads or writes the environment after the start.
    if let value { unsafe setenv(variable, value, 1) } else { unsafe unsetenv(variable) }
  }
}
