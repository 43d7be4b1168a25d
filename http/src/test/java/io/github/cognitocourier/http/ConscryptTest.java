package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import java.net.URI;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
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
    conscrypt = Conscrypt.newProviderBuilder().provideTrustManager(false).build();
  }

  /** Its own list of what may be a signature in TLS still has SHA-224, which the JDK's has not. */
  @Test
  void a_chain_is_trusted_when_the_jdk_trusts_it() throws Exception {
    new Verdicts(folder).checkChains(conscrypt, Set.of("signed with SHA-224"));
  }

  /** Conscrypt does not read the security property in which the JDK forbids the others. */
  @Test
  void only_todays_tls_with_forward_secrecy_is_spoken() throws Exception {
    for (Provider provider : new Provider[] {null, conscrypt}) {
      try (var socket = (SSLSocket) new TrustedTls(provider).get().createSocket()) {
        Dialer.restrict(socket);
        assertThat(socket.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(socket.getEnabledCipherSuites())
            .isNotEmpty()
            .noneMatch(suite -> suite.startsWith("TLS_RSA_"));
      }
    }
  }

  @Test
  void a_name_is_the_hosts_when_the_jdk_says_so_but_for_the_list() throws Exception {
    new Verdicts(folder).checkNames(conscrypt);
  }

  @Test
  void a_connection_is_used_again_unless_the_peer_has_hung_up() throws Exception {
    Paper root = Paper.authority("Known root").selfSigned();
    Paper leaf = Paper.server(Paper.dns(Verdicts.HOST)).by(root);
    Path store = TrustStores.written(folder.resolve("one"), "JKS", null, TrustStores.empty(), root);
    var hungUp = new CountDownLatch(1);
    LoopbackServer.Script script =
        peer -> {
          for (int i = 0; i < 3; i++) {
            peer.request();
            peer.write("HTTP/1.1 204 No Content\r\n\r\n");
          }
          peer.close();
          hungUp.countDown();
        };
    try (var server = LoopbackServer.tls(ServedChain.of(leaf).context(), script);
        var exchange = Peer.exchange(conscrypt)) {
      URI uri = URI.create("https://" + Verdicts.HOST + ":" + server.port() + "/");
      for (int i = 0; i < 4; i++) {
        if (i == 3) {
          hungUp.await();
        }
        Deadline deadline = Deadline.in(Duration.ofSeconds(30), InstantSource.system());
        Request request = Request.post(uri, Map.of(), "{}");
        assertThat(
                TrustStores.whileTrusting(
                    store.toFile(), () -> exchange.exchange(request, deadline)))
            .isInstanceOf(Reply.Answered.class);
      }
      assertThat(server.connections()).isEqualTo(2);
    }
  }
}
