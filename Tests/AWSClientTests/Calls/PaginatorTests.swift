// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Synchronization
import Testing
import TestSupport

@Suite(.limited) struct PaginatorTests {
  /// A list of numbers, paged by hand.
  struct ListNumbers: PagedOperation {
    typealias Item = Int
    static let name = "ListNumbers"
    static let isRepeatable = true
    static let responseLimit = 1_000_000
    var marker: String?
    func continued(at marker: String) -> ListNumbers { ListNumbers(marker: marker) }
    func request() throws(AWSError) -> OperationRequest { OperationRequest(.post, path: "/") }
    func output(from response: Response) throws(MalformedResponse) -> Page<Int> {
      throw MalformedResponse("not used")
    }
    static func error(from response: Response) -> ServiceError {
      ServiceError(response, code: nil, message: nil)
    }
  }

  /// Returns the results of a script, and records which pages were read.
  final class Script: AWSCalling {
    private let results: Mutex<[Result<Page<Int>, AWSError>]>
    private let asked = Mutex<[String?]>([])
    var markers: [String?] { asked.withLock { $0 } }
    let told = Transcript<CallEvent>()
    var observer: CallObserver? { told.add }

    init(_ results: Result<Page<Int>, AWSError>...) { self.results = Mutex(results) }

    func call<Op: Operation>(
      _ operation: Op, by deadline: Deadline
    ) async throws(AWSError) -> Op.Output {
      asked.withLock { $0.append((operation as? ListNumbers)?.marker) }
      let result = results.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      guard let page = try result?.get() as? Op.Output else { throw .malformedResponse("script") }
      return page
    }
  }

  private let deadline = Deadline(in: .seconds(60), by: ManualTime())

  private func page(_ items: [Int], next marker: String? = nil) -> Result<Page<Int>, AWSError> {
    .success(Page(items: items, nextMarker: marker))
  }

  @Test("23: short and empty pages do not end the list, every item comes once")
  func allPages() async throws {
    let script = Script(page([1, 2], next: "a"), page([], next: "b"), page([3]))
    var paginator = Paginator(ListNumbers())
    var pages: [[Int]] = []
    while let items = try await paginator.next(from: script, by: deadline) { pages.append(items) }
    #expect(pages == [[1, 2], [], [3]])
    #expect(script.markers == [nil, "a", "b"])
    #expect(
      script.told.items
        == zip([2, 0, 1], 1...).map {
          .page(operation: "ListNumbers", number: $1, items: $0, isLast: $1 == 3)
        })
    #expect(try await paginator.next(from: script, by: deadline) == nil)
    #expect(script.markers.count == 3)
  }

  @Test("24: a marker seen before ends in an error", arguments: [["a", "a"], ["a", "b", "a"]])
  func repeatedMarker(markers: [String]) async throws {
    let asked = Mutex(markers[...])
    var paginator = Paginator(ListNumbers())
    for _ in markers.dropLast() {
      let marker = asked.withLock { $0.removeFirst() }
      #expect(try await paginator.next(from: Script(page([1], next: marker)), by: deadline) == [1])
    }
    await #expect(throws: AWSError.self) {
      try await paginator.next(from: Script(page([1], next: "a")), by: deadline)
    }
  }

  @Test("27: after an error the same page is asked for again")
  func errorKeepsThePlace() async throws {
    let refusal = AWSError.service(ServiceError(status: 400, code: "Throttling", message: "slow"))
    let script = Script(page([1], next: "a"), .failure(refusal), page([2]))
    var paginator = Paginator(ListNumbers())
    #expect(try await paginator.next(from: script, by: deadline) == [1])
    await #expect(throws: refusal) { try await paginator.next(from: script, by: deadline) }
    #expect(try await paginator.next(from: script, by: deadline) == [2])
    #expect(script.markers == [nil, "a", "a"])
  }
}
