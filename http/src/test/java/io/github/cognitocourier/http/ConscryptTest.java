package io.github.cognitocourier.http;

import java.nio.file.Path;
import java.security.Provider;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** TLS by BoringSSL trusts whom the JDK trusts. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "aarch64"},
    disabledReason = "BoringSSL is there for Linux on x86_64 and aarch64")
class ConscryptTest {

  @TempDir private static Path folder;
  private static Provider conscrypt;

  @BeforeAll
  static void load() {
    conscrypt = Conscrypt.newProvider();
  }

  @Test
  void a_chain_is_trusted_when_the_jdk_trusts_it() throws Exception {
    new Verdicts(folder).checkChains(conscrypt);
  }

  @Test
  void a_name_is_the_hosts_when_the_jdk_says_so_but_for_the_list() throws Exception {
    new Verdicts(folder).checkNames(conscrypt);
  }
}
