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

  /** BoringSSL for it, by Conscrypt's name. */
  String library() {
    return "conscrypt_openjdk_jni-linux-" + conscryptName;
  }

  /** The file of that. */
  String nativeLibrary() {
    return "lib" + library() + ".so";
  }
}
