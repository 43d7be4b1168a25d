package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.Verdicts.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that makes one request does not load: everything that parses all the roots. */
class ParsedRootsTest {

  private static final List<String> OVER_ALL_ROOTS =
      List.of(
          " sun.security.util.AnchorCertificates ",
          " sun.security.ssl.TrustStoreManager ",
          " sun.security.pkcs12.PKCS12KeyStore ");

  @TempDir private Path folder;

  @Test
  void one_request_parses_the_roots_that_its_peer_names() throws Exception {
    List<String> loaded = loadedFor(HOST);
    assertThat(loaded).anyMatch(line -> line.contains(".http.TrustedRoots "));
    assertThat(loaded).noneMatch(line -> OVER_ALL_ROOTS.stream().anyMatch(line::contains));
  }

  /** So that the first test cannot pass by looking for the wrong names. */
  @Test
  void where_a_list_of_public_suffixes_is_needed_the_jdk_parses_all() throws Exception {
    assertThat(loadedFor("api.example.co.uk"))
        .anyMatch(line -> line.contains(OVER_ALL_ROOTS.getFirst()));
  }

  private List<String> loadedFor(String host) throws Exception {
    Paper root = Paper.authority("Known root").selfSigned();
    Paper leaf = Paper.server(Paper.dns(host)).by(root);
    Path store =
        TrustStores.written(folder.resolve("roots"), "PKCS12", null, TrustStores.jdk(), root);
    Path log = folder.resolve("classes.log");
    try (var peer = new Peer(leaf, leaf.with())) {
      run(store, log, peer.uri(host).toString());
      assertThat(peer.requests()).isEqualTo(1);
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines.toList();
    }
  }

  private static void run(Path store, Path log, String uri)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-Djavax.net.ssl.trustStore=" + store,
                "-cp",
                System.getProperty("java.class.path"),
                ParsedRootsTest.class.getName(),
                uri)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  /** The process whose classes are looked at. */
  public static void main(String[] arguments) {
    InetAddress[] here = {InetAddress.ofLiteral("127.0.0.1")};
    var clock = InstantSource.system();
    try (var exchange =
        new HttpExchange(clock, _ -> here, new TrustedTls(null), HttpExchange.REPLY_LIMIT)) {
      var deadline =
          io.github.cognitocourier.core.message.Deadline.in(Duration.ofSeconds(60), clock);
      exchange.exchange(Request.post(URI.create(arguments[0]), Map.of(), "{}"), deadline);
    }
  }
}
