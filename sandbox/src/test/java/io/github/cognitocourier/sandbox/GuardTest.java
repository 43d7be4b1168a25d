package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.sandbox.web.Reach;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only this machine, and only by its own name. */
class GuardTest {

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final int port = sandbox.uri().getPort();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "LOCALHOST"})
  void a_program_on_this_machine_may_call(String host) throws IOException {
    assertThat(status("GET /api/health HTTP/1.1", "Host: " + host + ":" + port)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: attacker.example:%d",
        "Host: 127.0.0.1",
        "Host: localhost:1",
        "Host: 127.0.0.1.attacker.example:%d",
        "Host: 127.0.0.1:%d\r\nHost: attacker.example:%d",
        "X-Forwarded-Host: 127.0.0.1:%d"
      })
  void a_foreign_host_is_refused(String header) throws IOException {
    assertThat(status("GET /api/health HTTP/1.1", header.replace("%d", "" + port))).isIn(400, 403);
    assertThat(status("GET / HTTP/1.1", header.replace("%d", "" + port))).isIn(400, 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://attacker.example",
        "null",
        "http://127.0.0.1:1",
        "https://localhost:%d",
        "http://localhost.attacker.example:%d"
      })
  void a_page_of_another_origin_is_refused(String origin) throws IOException {
    assertThat(
            status(
                "DELETE /api/messages HTTP/1.1",
                "Host: 127.0.0.1:" + port,
                "Origin: " + origin.replace("%d", "" + port)))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d", "http://localhost:%d", "http://[::1]:%d"})
  void the_sandboxs_own_page_may_call(String origin) throws IOException {
    assertThat(
            status(
                "DELETE /api/messages HTTP/1.1",
                "Host: localhost:" + port,
                "Origin: " + origin.replace("%d", "" + port)))
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/messages no-cors image",
        "GET /api/messages navigate document",
        "GET /index.js no-cors script",
        "GET / no-cors script",
        "GET / navigate iframe",
        "POST / navigate document",
        "POST /sendgrid/v3/mail/send no-cors empty",
      })
  void what_another_site_has_the_browser_fetch_is_refused(String request) throws IOException {
    assertThat(fetched("cross-site", request)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, GET / navigate document",
    "cross-site, GET /index.html navigate document",
    "none, GET /api/health navigate document",
    "same-origin, GET /api/health cors empty",
  })
  void a_link_of_another_site_opens_the_page_and_the_page_fetches(String site, String request)
      throws IOException {
    assertThat(fetched(site, request)).isEqualTo(200);
  }

  private int fetched(String site, String request) throws IOException {
    String[] part = request.split(" ");
    return status(
        part[0] + " " + part[1] + " HTTP/1.1",
        "Host: 127.0.0.1:" + port,
        "Sec-Fetch-Site: " + site,
        "Sec-Fetch-Mode: " + part[2],
        "Sec-Fetch-Dest: " + part[3]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/messages", "/api/messages/stream", "/sendgrid/x", "/nothing", "/api/x"})
  void no_answer_is_lent_to_another_page(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(sandbox.uri().resolve(path)).build();
      var answer = client.send(request, BodyHandlers.ofInputStream());
      answer.body().close();
      assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(answer.headers().allValues("Cross-Origin-Resource-Policy"))
          .containsExactly("same-origin");
    }
  }

  @Test
  void it_listens_on_the_loopback_address_only() throws IOException {
    var address = sandbox.uri().getHost();
    assertThat(InetAddress.getByName(address).isLoopbackAddress()).isTrue();
    assertThat(networkAddresses()).noneMatch(own -> connects(own, port));
  }

  @Test
  void in_a_container_it_can_be_reached_from_outside_and_still_wants_its_own_name()
      throws IOException {
    try (var contained =
        Sandbox.start(
            new Opening(Reach.CONTAINER, 0, List.of()),
            environment -> (in, out, context) -> {},
            line -> {})) {
      int published = contained.uri().getPort();
      for (InetAddress own : networkAddresses()) {
        assertThat(
                status(own, published, "GET /api/health HTTP/1.1", "Host: 127.0.0.1:" + published))
            .isEqualTo(200);
        assertThat(
                status(own, published, "GET /api/health HTTP/1.1", "Host: " + own.getHostAddress()))
            .isEqualTo(403);
      }
      assertThat(contained.uri()).hasHost("127.0.0.1");
    }
  }

  private static List<InetAddress> networkAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(own -> own instanceof Inet4Address && !own.isLoopbackAddress())
        .toList();
  }

  private static boolean connects(InetAddress address, int port) {
    try (var socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private int status(String... head) throws IOException {
    return status(InetAddress.getLoopbackAddress(), port, head);
  }

  private static int status(InetAddress address, int port, String... head) throws IOException {
    try (var socket = new Socket(address, port)) {
      String request = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }
}
