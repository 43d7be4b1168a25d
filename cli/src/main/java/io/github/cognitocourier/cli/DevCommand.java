package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.lambda.CourierFunction;
import io.github.cognitocourier.sandbox.Opening;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.web.Reach;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the local cloud until it is interrupted. */
@Command(
    name = "dev",
    description =
        "Runs the local cloud: KMS, Lambda invoke, provider sandboxes and the inbox page.",
    mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8025",
      description = "The port on 127.0.0.1; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--in-container",
      description = {
        "Listens on every address of the container in which it",
        "runs, so that its port can be published. Only there."
      })
  private boolean inContainer;

  @Mixin private SandboxProviders providers = new SandboxProviders();

  @Mixin private OwnFiles files = new OwnFiles();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  DevCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (port < 0 || port > 65_535) {
      throw new InvalidSettings("--port must be from 0 to 65535.");
    }
    Sandbox sandbox;
    try {
      sandbox =
          Sandbox.start(
              new Opening(inContainer ? Reach.CONTAINER : Reach.MACHINE, port, providers.names()),
              environment -> new CourierFunction(files.over(environment)),
              out::println);
    } catch (UncheckedIOException failure) {
      if (failure.getCause() instanceof BindException) {
        throw new InvalidSettings("Port " + port + " is taken; choose another one with --port.");
      }
      throw failure;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    out.println("Cognito Courier's local cloud is at " + sandbox.uri());
    out.println("  inbox       " + sandbox.uri() + "/");
    out.println("  mail        127.0.0.1:" + sandbox.mailPort() + " (SMTP)");
    out.println("  KMS key     " + sandbox.kmsKeyArn());
    out.println("  function    " + sandbox.functionName() + " (Lambda invoke at the same address)");
    if (inContainer) {
      out.println(
          "It is not protected by 127.0.0.1: publish the port there only, under the same number"
              + " (docker run -p 127.0.0.1:"
              + sandbox.uri().getPort()
              + ":"
              + sandbox.uri().getPort()
              + " …).");
    }
    out.println(
        "Fire a trigger on the page, or point cognito-local and the AWS CLI here. Ctrl-C ends it.");
    out.flush();
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}
