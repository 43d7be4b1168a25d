package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.BasicPair;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mailgun's Messages, as a form. With {@code o:testmode} it validates, answers as ever and delivers
 * nothing, as Mailgun does. A body of type {@code multipart/form-data} is not read here.
 *
 * @see <a
 *     href="https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/messages">
 *     Messages</a>
 */
public final class MailgunSandbox implements ProviderSandbox {

  private static final Pattern MESSAGES = Pattern.compile("/v3/([^/]+)/messages");
  private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes message ids from {@code ids}, and their dates from {@code clock}. */
  public MailgunSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "mailgun";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "mailgun://default?endpoint=" + address + "&domain=mg.example.com",
        Map.of("MAILGUN_API_KEY", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return MESSAGES.matcher(path).matches();
  }

  @Override
  public Verdict receive(Call call) {
    Matcher path = MESSAGES.matcher(call.path());
    if (!path.matches()) {
      // A wrong path is no error at Mailgun.
      return new Verdict.Refused(Answer.text(200, "text/plain", "Mailgun Magnificent API"));
    }
    if (!call.method().equals("POST")) {
      return refused(405, "Method Not Allowed");
    }
    if (BasicPair.of(call).filter(MailgunSandbox::mayUse).isEmpty()) {
      return new Verdict.Refused(unauthorized());
    }
    String domain = path.group(1);
    if (!DOMAIN.matcher(domain).matches()) {
      return refused(404, "Domain not found: " + domain);
    }
    Map<String, String> fields = call.fields();
    return MailgunRules.problem(fields)
        .map(problem -> refused(400, problem))
        .orElseGet(() -> accepted(domain, fields));
  }

  private static boolean mayUse(BasicPair pair) {
    return pair.user().equals("api") && pair.password().matches("[\\x21-\\x7E]+");
  }

  private Verdict accepted(String domain, Map<String, String> fields) {
    String id = DATE.format(clock.instant()) + ".1." + ids.get().toString().replace("-", "");
    Answer.Whole answer =
        Answer.json(
            acceptedStatus(),
            Map.of("id", "<" + id + "@" + domain + ">", "message", "Queued. Thank you."));
    boolean test = MailgunRules.isOn(fields.getOrDefault("o:testmode", ""));
    return new Verdict.Accepted(answer, test ? List.of() : drafts(fields));
  }

  private static List<Draft> drafts(Map<String, String> fields) {
    Optional<String> template = field(fields, "template");
    return recipients(fields.getOrDefault("to", ""))
        .map(to ->
            new Draft(
                Channel.EMAIL,
                fields.getOrDefault("from", ""),
                to.address().value(),
                field(fields, "subject"),
                fields.getOrDefault("text", ""),
                field(fields, "html"),
                template,
                template.flatMap(name -> field(fields, "t:variables")).map(Json::lenient)))
        .toList();
  }

  /** The recipients of a list that {@link MailgunRules} has found right. */
  private static Stream<Mailbox> recipients(String list) {
    return Arrays.stream(list.split(",")).flatMap(each -> Mailbox.parse(each).stream());
  }

  private static Optional<String> field(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "Too many requests, please try again later")
        .with("X-RateLimit-Limit", "500")
        .with("X-RateLimit-Remaining", "0")
        .with("X-RateLimit-Reset", String.valueOf(clock.instant().getEpochSecond() + 1));
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "Internal Server Error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return Answer.text(401, "text/plain", "Forbidden")
        .with("WWW-Authenticate", "Basic realm=\"MG API\"");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(400, MailgunRules.invalid("to"));
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private static Verdict refused(int status, String message) {
    return new Verdict.Refused(error(status, message));
  }

  private static Answer.Whole error(int status, String message) {
    return Answer.json(status, Map.of("message", message));
  }
}
