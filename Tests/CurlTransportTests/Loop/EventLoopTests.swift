// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Synchronization
import Testing
import TestSupport

@testable import CurlTransport

@Suite(.limited) struct EventLoopTests {
  @Test func itReturnsWhatMainReturns() throws {
    #expect(try EventLoop().run { 7 } == 7)
  }

  @Test func mainAndItsChildrenRunOnTheThreadThatCalledRun() async throws {
    let names = try await onLoop { _ in
      await withTaskGroup { group in
        for _ in 1...8 {
          group.addTask {
            await Task.yield()
            return pthread_self()
          }
        }
        var threads: Set = [pthread_self()]
        for await thread in group { threads.insert(thread) }
        return threads.count
      }
    }
    #expect(names == 1)
  }

  @Test func sleepersWakeInTheOrderOfTheirTimes() async throws {
    let dueTimes = try await onLoop { loop in
      await withTaskGroup { group in
        for milliseconds in [30, 10, 20, 0, -5] {
          group.addTask {
            let due = loop.uptime + .milliseconds(milliseconds)
            await loop.sleep(for: .milliseconds(milliseconds))
            return due
          }
        }
        var dueTimes: [Duration] = []
        for await due in group { dueTimes.append(due) }
        return dueTimes
      }
    }
    #expect(dueTimes == dueTimes.sorted())
  }

  @Test func aSleepIsNeverTooShort() async throws {
    let slept = try await onLoop { loop in
      let start = loop.uptime
      await loop.sleep(for: .milliseconds(20))
      return loop.uptime - start
    }
    #expect(slept >= .milliseconds(20))
  }

  @Test func aCancelledSleepEndsAtOnce() async throws {
    try await onLoop { loop in
      let sleeper = Task(executorPreference: loop) { await loop.sleep(for: .seconds(86_400)) }
      await Task.yield()
      sleeper.cancel()
      await sleeper.value
    }
  }

  /// Work that never pauses must not hold up timers and sockets.
  @Test func busyTasksDoNotStarveTheNetworkOrTheTimers() async throws {
    let server = try LoopbackServer { $0.respondToAll("x") }
    let ending = try await onLoop { loop in
      let isOver = Mutex(false)
      async let busy: Void = { while !isOver.withLock({ $0 }) { await Task.yield() } }()
      await loop.sleep(for: .milliseconds(1))
      let ending = await CurlTransport(loop: loop, route: .plain).ending(.get(server.authority))
      isOver.withLock { $0 = true }
      await busy
      return ending
    }
    #expect(ending == .response(200, "x"))
  }

  @Test func otherThreadsMayUseIt() async throws {
    let server = try LoopbackServer { $0.respondToAll("x") }
    let ending = try await onLoop { loop in
      await Task(executorPreference: globalConcurrentExecutor) {
        await CurlTransport(loop: loop, route: .plain).ending(.get(server.authority))
      }.value
    }
    #expect(ending == .response(200, "x"))
  }

  @Test func aTaskThatStillWaitsIsResumed() async throws {
    let arrived = Gate()
    let server = try LoopbackServer { connection in
      connection.readRequest()
      arrived.open()
      connection.waitForClose()
    }
    let (waiting, sleeping) = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      let waiting = Task { await transport.result(.post(server.authority, "mail")) }
      let sleeping = Task { await loop.sleep(for: .seconds(86_400)) }
      await background { arrived.wait() }
      return (waiting, sleeping)
    }
    #expect(await waiting.value.failure?.mayHaveArrived == true)
    await sleeping.value
  }

  @Test func aLoopThatHasEndedRefuses() async throws {
    let loop = try await onLoop { $0 }
    let transport = CurlTransport(loop: loop, route: .plain)
    #expect(await transport.ending(.get("127.0.0.1:1")) == .failure(.unreachable))
    await loop.sleep(for: .seconds(86_400))
  }
}
