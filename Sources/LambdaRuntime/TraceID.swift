// SPDX-License-Identifier: Apache-2.0
import Glibc

/// X-Ray's trace id of the current invocation.
public enum TraceID {
  private static let variable = "_X_AMZN_TRACE_ID"

  /// Sets the environment variable that AWS's tools read, or removes that of the previous
  /// invocation.
  public static let export: @Sendable (String?) -> Void = { value in
    // Safe: nothing else in the process uses the environment after the start.
    if let value { unsafe setenv(variable, value, 1) } else { unsafe unsetenv(variable) }
  }
}
