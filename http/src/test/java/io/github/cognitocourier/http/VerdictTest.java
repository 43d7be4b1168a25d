package io.github.cognitocourier.http;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom we trust is whom the JDK trusts, or fewer in the ways that are listed. */
class VerdictTest {

  @TempDir private static Path folder;

  @Test
  void a_chain_is_trusted_when_the_jdk_trusts_it() throws Exception {
    new Verdicts(folder).checkChains(null, Set.of());
  }

  @Test
  void a_name_is_the_hosts_when_the_jdk_says_so_but_for_the_list() throws Exception {
    new Verdicts(folder).checkNames(null);
  }
}
