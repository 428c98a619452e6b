// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import LambdaRuntime

@Suite struct InvocationFailureTests {
  /// Lambda rewrites a type that does not match `(Runtime|Function)\.[A-Z][a-zA-Z]+`.
  @Test(arguments: [
    ("Function.InvalidEvent", "Function.InvalidEvent"),
    ("Runtime.ExitError", "Runtime.ExitError"),
    ("invalid event!", "Function.Invalidevent"),
    ("Function.", "Function.Error"),
    ("", "Function.Error"),
    ("Other.Thing", "Function.OtherThing"),
    ("Function.x", "Function.XError"),
    ("Function.Größe", "Function.Gre"),
  ])
  func theTypeIsOneThatLambdaKeeps(given: String, kept: String) {
    #expect(InvocationFailure(type: given, message: "").type == kept)
  }
}
