package io.github.cognitocourier.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.CourierCommand;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A healthy deployment in moto, and the same with one thing broken. */
@NeedsTool({"moto_server", "python3"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Marks SIGNS = new Marks("✓", "✗", "–", "→");

  private Path config = Path.of("");
  private final AtomicInteger number = new AtomicInteger();
  private MotoServer moto;
  private Clients clients;

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException, IOException {
    moto = MotoServer.start(ROOT.resolve("infra/test/moto/server.py"));
    clients = new Clients(new MotoClients(moto.endpoint(), Map.of()));
    config = folder.resolve("courier.json");
    Files.writeString(
        config, "{\"brand\":{\"hostedTemplates\":{\"sendgrid\":{\"SignUp\":{\"en\":\"d-1\"}}}}}");
  }

  @AfterAll
  void stop() {
    clients.close();
    moto.close();
  }

  private MotoDeployment deployment(VendorAccounts vendor, MotoDeployment.Draft draft) {
    return MotoDeployment.make(
        clients, "courier-" + number.incrementAndGet(), vendor.endpoint(), draft);
  }

  private Report examined(MotoDeployment deployment, Clients as) {
    var question = deployment.question(Optional.of(config));
    return new Report(deployment.poolId, Doctor.examine(new Deployment(question, as), _ -> {}));
  }

  @Test
  void a_healthy_deployment_has_nothing_but_ticks() throws IOException {
    try (var vendor = new VendorAccounts()) {
      MotoDeployment healthy = deployment(vendor, new MotoDeployment.Draft());

      String table = examined(healthy, clients).table(SIGNS);
      Transcript.add("A healthy deployment", table);

      assertThat(healthy.anonymous(table)).isEqualTo(text("healthy.txt"));
      assertThat(vendor.methods()).hasSizeGreaterThan(4).containsOnly("GET");
      assertThat(table)
          .doesNotContain(VendorAccounts.SENDGRID_KEY, VendorAccounts.TWILIO_TOKEN, "no-reply@");
    }
  }

  @Test
  void a_container_image_has_no_cross_and_two_things_that_only_its_maker_knows()
      throws IOException {
    try (var vendor = new VendorAccounts()) {
      var draft = new MotoDeployment.Draft();
      draft.image = true;

      Map<String, Verdict> verdicts = verdicts(examined(deployment(vendor, draft), clients));

      assertThat(verdicts.entrySet())
          .filteredOn(each -> !(each.getValue() instanceof Verdict.Good))
          .allSatisfy(each -> assertThat(each.getValue()).isInstanceOf(Verdict.Unchecked.class))
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("function.runtime", "function.handler");
    }
  }

  static Stream<Breakage> breakages() {
    return Breakage.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breakages")
  void one_broken_thing_is_one_cross(Breakage breakage) throws IOException {
    try (var vendor = new VendorAccounts()) {
      var draft = new MotoDeployment.Draft();
      breakage.before().accept(draft);
      MotoDeployment broken = deployment(vendor, draft);
      breakage.after().accept(broken, vendor);

      Report report = examined(broken, clients);
      Transcript.add(breakage.name(), report.table(SIGNS));

      Map<String, Verdict> verdicts = verdicts(report);
      assertThat(verdicts.get(breakage.id())).isInstanceOf(Verdict.Bad.class);
      var cross = (Verdict.Bad) verdicts.get(breakage.id());
      assertThat(broken.anonymous(cross.found())).isEqualTo(breakage.found());
      assertThat(broken.anonymous(cross.fix())).isEqualTo(breakage.fix());
      verdicts.forEach((id, verdict) -> {
        boolean follows = verdict instanceof Verdict.Skipped;
        boolean itself = id.equals(breakage.id());
        assertThat(verdict)
            .as(id)
            .matches(_ ->
                itself
                    || (follows && roots(id, verdicts).equals(breakage.id()))
                    || verdict instanceof Verdict.Good);
      });
    }
  }

  static Stream<List<Nuance>> nuances() {
    return Nuance.all();
  }

  @ParameterizedTest
  @MethodSource("nuances")
  void what_works_by_another_way_or_cannot_be_told_is_no_cross(List<Nuance> nuances)
      throws IOException {
    try (var vendor = new VendorAccounts()) {
      MotoDeployment made = deployment(vendor, new MotoDeployment.Draft());
      nuances.forEach(nuance -> nuance.change().accept(made));

      Report report = examined(made, clients);

      assertThat(nuances)
          .allSatisfy(nuance ->
              assertThat(verdicts(report).get(nuance.id()))
                  .as(nuance.name())
                  .isEqualTo(nuance.verdict()));
      assertThat(report.broken()).isZero();
    }
  }

  @Test
  void what_the_operator_may_not_see_is_no_failure() throws IOException {
    Report report = refused("ListGrants", "AccessDeniedException");

    assertThat(verdicts(report).get("key.grant"))
        .isEqualTo(
            new Verdict.Unchecked(
                "Your own credentials may not read this (AccessDeniedException)."));
    assertThat(report.broken()).isZero();
    assertThat(report.table(SIGNS))
        .endsWith(
            "Nothing is broken: " + report.lines().size() + " checks. 1 could not be checked.\n");
  }

  @Test
  void credentials_that_have_expired_are_a_cross() throws IOException {
    Report report = refused("GetCallerIdentity", "ExpiredToken");

    assertThat(verdicts(report).get("credentials"))
        .isEqualTo(
            new Verdict.Bad(
                "AWS cannot be called from here (ExpiredToken).",
                "The AWS credentials are not valid (any longer): log in again or name"
                    + " --profile."));
    assertThat(report.broken()).isEqualTo(1);
    assertThat(report.table(SIGNS)).doesNotContain("Nothing is broken");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException," + " Call with credentials that may cognito-idp:DescribeUserPool.",
    "TooManyRequestsException, AWS throttles these calls; run the command again in a minute."
  })
  void a_pool_that_cannot_be_read_is_a_cross(String code, String fix) throws IOException {
    Report report = refused("DescribeUserPool", code);

    assertThat(verdicts(report).get("pool"))
        .isEqualTo(
            new Verdict.Bad(
                "The user pool could not be read (" + code + "); nothing else can be told.", fix));
    assertThat(report.table(SIGNS)).doesNotContain("Nothing is broken");
  }

  /** A healthy deployment, seen by somebody to whom AWS refuses one operation. */
  private Report refused(String operation, String code) throws IOException {
    try (var vendor = new VendorAccounts();
        var weak = new Clients(new MotoClients(moto.endpoint(), Map.of(operation, code)))) {
      return examined(deployment(vendor, new MotoDeployment.Draft()), weak);
    }
  }

  @Test
  void without_the_document_what_it_holds_is_left_open() throws IOException {
    try (var vendor = new VendorAccounts()) {
      var draft = new MotoDeployment.Draft();
      draft.variables.put("COURIER_FROM", "");
      MotoDeployment made = deployment(vendor, draft);
      var examined = new Deployment(made.question(Optional.empty()), clients);

      Map<String, Verdict> verdicts =
          verdicts(new Report(made.poolId, Doctor.examine(examined, _ -> {})));

      assertThat(verdicts.get("settings")).isInstanceOf(Verdict.Good.class);
      assertThat(verdicts.get("settings.document")).isInstanceOf(Verdict.Unchecked.class);
      assertThat(verdicts.get("provider.template")).isInstanceOf(Verdict.Unchecked.class);
    }
  }

  @Test
  void the_command_exits_with_0_and_1_and_speaks_json(@TempDir Path empty)
      throws IOException, InterruptedException {
    try (var vendor = new VendorAccounts()) {
      MotoDeployment made = deployment(vendor, new MotoDeployment.Draft());
      List<String> call =
          List.of("doctor", "--user-pool-id", made.poolId, "--config", config.toString(), "--json");

      Command.Ended healthy = courier(empty, call);
      made.withoutRight("kms:Decrypt");
      Command.Ended broken = courier(empty, call);

      assertThat(healthy.exitCode()).isZero();
      assertThat(healthy.errors()).isEmpty();
      assertThat(Json.parse(healthy.output()).at("broken").number()).contains(0L);
      assertThat(Json.parse(healthy.output()).at("checks").items())
          .hasSize(Doctor.CHECKS.size())
          .allMatch(check -> check.at("status").text().orElse("").equals("ok"));
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.output())
          .contains("\"id\":\"role.decrypt\",\"status\":\"broken\"")
          .contains("\"broken\":1,");
    }
  }

  /** A process of its own, because credentials and endpoint come from its environment. */
  private Command.Ended courier(Path folder, List<String> arguments) throws InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var variables =
        Map.of(
            "AWS_ENDPOINT_URL",
            moto.endpoint().toString(),
            "AWS_REGION",
            MotoDeployment.REGION,
            "AWS_ACCESS_KEY_ID",
            "local",
            "AWS_SECRET_ACCESS_KEY",
            "local");
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                CourierCommand.class.getName()));
    words.addAll(arguments);
    return new Command(folder, variables, Duration.ofSeconds(60)).run(words);
  }

  @Test
  void every_check_is_broken_by_some_breakage_or_tested_by_itself() {
    List<String> elsewhere =
        List.of(
            "credentials",
            "pool.one-function",
            "function.routing",
            "function.variables",
            "function.state",
            "function.snapstart",
            "function.logs");
    assertThat(
            Stream.concat(Breakage.all().map(Breakage::id), elsewhere.stream())
                .collect(Collectors.toSet()))
        .isEqualTo(Doctor.CHECKS.stream().map(Check::id).collect(Collectors.toSet()));
  }

  private static Map<String, Verdict> verdicts(Report report) {
    var verdicts = new HashMap<String, Verdict>();
    report.lines().forEach(line -> verdicts.put(line.id(), line.verdict()));
    return verdicts;
  }

  /** The check at the end of a chain of skipped ones. */
  private static String roots(String id, Map<String, Verdict> verdicts) {
    return verdicts.get(id) instanceof Verdict.Skipped(var needed) ? roots(needed, verdicts) : id;
  }

  private static String text(String file) throws IOException {
    try (var stream = DoctorTest.class.getResourceAsStream(file)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
