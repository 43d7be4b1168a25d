package io.github.cognitocourier.testkit.program;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * moto, an AWS written by others, on a free loopback port until {@link #close()}. Every account is
 * empty when it starts.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto's server mode</a>
 */
public final class MotoServer implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Program program;
  private final URI endpoint;

  private MotoServer(Program program, URI endpoint) {
    this.program = program;
    this.endpoint = endpoint;
  }

  /** As it is installed. */
  public static MotoServer start() throws InterruptedException {
    return start(List.of("moto_server", "-H", "127.0.0.1", "-p", "0"));
  }

  /** With what a Python script adds before it starts the server. */
  public static MotoServer start(Path script) throws InterruptedException {
    return start(List.of("python3", script.toString(), "-H", "127.0.0.1", "-p", "0"));
  }

  private static MotoServer start(List<String> command) throws InterruptedException {
    Program program = Program.start("moto", Path.of("").toAbsolutePath(), Map.of(), command);
    String address = program.awaitLine(LISTENING, PATIENCE).group(1);
    return new MotoServer(program, URI.create(address));
  }

  /** Where every service answers. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    program.close();
  }
}
