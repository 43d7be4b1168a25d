package io.github.cognitocourier.cli;

/** Lambda's processors, by Lambda's own names. */
enum Architecture {
  arm64("aarch_64"),
  x86_64("x86_64");

  private final String conscryptName;

  Architecture(String conscryptName) {
    this.conscryptName = conscryptName;
  }

  static Architecture ofThisMachine() {
    return System.getProperty("os.arch").equals("aarch64") ? arm64 : x86_64;
  }

  /** The file with BoringSSL for it, as Conscrypt looks for it where native libraries lie. */
  String nativeLibrary() {
    return "libconscrypt_openjdk_jni-linux-" + conscryptName + ".so";
  }
}
