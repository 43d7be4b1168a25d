package io.github.cognitocourier.sandbox.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function for {@link FunctionProcessTest}: its process runs it, not the test. */
public final class Echo implements RequestStreamHandler {

  /** Fails where it is told to. */
  public Echo() {
    if (System.getenv("BROKEN") != null) {
      throw new IllegalArgumentException("BROKEN is set");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("farewell")));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    context.getLogger().log("one\nentry");
    context.getLogger().log("another of " + context.getFunctionName());
    System.out.println("printed");
    switch (event) {
      case "\"fail\"" -> throw new IllegalStateException("as told");
      case "\"end\"" -> Runtime.getRuntime().halt(7);
      case "\"names\"" -> {
        String names = String.join(" ", System.getenv().keySet());
        output.write(names.getBytes(StandardCharsets.UTF_8));
      }
      default -> output.write(event.getBytes(StandardCharsets.UTF_8));
    }
  }
}
