import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file that is read from its beginning to its end by one thread.
final class FileBytes: Sendable {
  private let handle: FileHandle
  private let name: String
  /// Its size; nil for a pipe.
  let count: Int?

  convenience init(path: String) throws(ImportError) {
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    if isFolder { throw .cannotRead(path, reason: String(cString: strerror(EISDIR))) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotRead(path, reason: String(cString: strerror(errno)))
    }
    self.init(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true), name: path)
  }

  init(_ handle: FileHandle, name: String) {
    self.handle = handle
    self.name = name
    var status = stat()
    let isFile =
      fstat(handle.fileDescriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    count = isFile ? Int(status.st_size) : nil
  }

  /// Fills at least a part of `space`; 0 at the end.
  func read(_ space: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(handle.fileDescriptor, space.baseAddress, space.count)
      #else
        let count = Darwin.read(handle.fileDescriptor, space.baseAddress, space.count)
      #endif
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw .cannotRead(name, reason: String(cString: strerror(errno)))
      }
    }
  }
}

/// Bytes in memory that are read like a file.
final class MemoryBytes: Sendable {
  private let bytes: [UInt8]
  private let place = Mutex(0)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func read(_ space: UnsafeMutableRawBufferPointer) -> Int {
    place.withLock { place in
      let end = min(bytes.count, place + space.count)
      space.copyBytes(from: bytes[place..<end])
      defer { place = end }
      return end - place
    }
  }
}
