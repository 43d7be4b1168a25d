package io.github.cognitocourier.providers.smtp;

import io.github.cognitocourier.http.Reply.Answered;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Angus Mail's side of a session, with an ear at it: which command got which answer, and whether
 * the final dot may be written. Not for concurrent use.
 *
 * @see <a
 *     href="https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/package-summary.html">
 *     Its settings</a>
 */
final class Conversation extends SMTPTransport {

  /** <a href="https://www.rfc-editor.org/rfc/rfc2034#section-4">RFC 2034, 4</a>. */
  private static final Pattern ENHANCED =
      Pattern.compile(
          "([245])[0-9]{2}[ -](\\1\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.]).*", Pattern.DOTALL);

  private static final String DOT = ".";

  private final Order order;
  private final BooleanSupplier passDot;

  private String sent = "";
  private String command = "CONNECT";
  private int code;
  private String enhanced = "";
  private String notOffered = "";
  private boolean secured;
  private boolean nonsense;

  Conversation(Order order, Supplier<SSLSocketFactory> tls, BooleanSupplier passDot) {
    super(jakarta.mail.Session.getInstance(properties(order, tls)), null);
    this.order = order;
    this.passDot = passDot;
  }

  private static Properties properties(Order order, Supplier<SSLSocketFactory> tls) {
    var properties = new Properties();
    // Without a name of its own, a client gives an address; the look-up of a name can take long.
    properties.put("mail.smtp.localhost", "[127.0.0.1]");
    properties.put("mail.smtp.auth", "true");
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.from", order.from());
    properties.put("mail.smtp.quitwait", "false");
    if (order.tls() == Order.Tls.STARTTLS) {
      properties.put("mail.smtp.starttls.enable", "true");
      properties.put("mail.smtp.starttls.required", "true");
      properties.put("mail.smtp.ssl.checkserveridentity", "true");
      properties.put("mail.smtp.ssl.socketFactory", tls.get());
    }
    if (order.needsUtf8()) {
      properties.put("mail.mime.allowutf8", "true");
    }
    return properties;
  }

  /** Greeting, EHLO, STARTTLS and AUTH. */
  void begin(Socket socket) throws MessagingException {
    connect(socket);
    require("AUTH", supportsExtension("AUTH") || supportsExtension("AUTH=LOGIN"));
    require("SMTPUTF8", !order.needsUtf8() || supportsExtension("SMTPUTF8"));
  }

  /** Angus would go on without. */
  private void require(String extension, boolean offered) throws MessagingException {
    if (!offered) {
      notOffered = extension;
      throw new MessagingException(extension + " is not offered");
    }
  }

  /** MAIL, RCPT, DATA and the mail. */
  void submit() throws MessagingException {
    var recipient = new InternetAddress();
    recipient.setAddress(order.to());
    var mail = new MimeMessage(session, new ByteArrayInputStream(order.mail()));
    sendMessage(mail, new Address[] {recipient});
  }

  /** Says good-bye and does not wait for an answer. */
  void quit() {
    try {
      close();
    } catch (MessagingException gone) {
      // The mail has been taken; how the server parts from us changes nothing.
      return;
    }
  }

  /** The answer to the last command that was sent. */
  Answered lastAnswer() {
    var headers = new LinkedHashMap<>(Map.of("Command", command));
    if (!enhanced.isEmpty()) {
      headers.put("Enhanced-Status", enhanced);
    }
    if (!notOffered.isEmpty()) {
      headers.put("Not-Offered", notOffered);
    }
    return new Answered(code, headers, "");
  }

  /** The answer that ended the session, when it was one. */
  Optional<Answered> refusal(MessagingException ended) {
    boolean greeted = command.equals("EHLO") || command.equals("HELO");
    if (greeted && code == 250 && notOffered.isEmpty()) {
      notOffered = order.tls() == Order.Tls.STARTTLS && !secured ? "STARTTLS" : "AUTH";
    }
    boolean isRefusal = code >= 400 || (code >= 200 && command.equals(DOT));
    return isRefusal || !notOffered.isEmpty() ? Optional.of(lastAnswer()) : Optional.empty();
  }

  /** Whether the last answer was none of SMTP's. */
  boolean heardNonsense() {
    return nonsense;
  }

  @Override
  protected boolean protocolConnect(String host, int port, String user, String password)
      throws MessagingException {
    return super.protocolConnect(
        order.host(), order.port(), order.user(), order.password().reveal());
  }

  @Override
  protected void startTLS() throws MessagingException {
    super.startTLS();
    secured = true;
  }

  @Override
  protected void sendCommand(String line) throws MessagingException {
    sent = line.split(" ", 2)[0];
    if (!isFarewell()) {
      command = sent;
      code = 0;
    }
    if (sent.equals(DOT) && !passDot.getAsBoolean()) {
      throw new MessagingException("the time is up");
    }
    super.sendCommand(line);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    boolean farewell = isFarewell();
    if (!farewell) {
      code = 0;
      enhanced = "";
    }
    int answer = super.readServerResponse();
    String text = getLastServerResponse();
    if (!farewell && answer >= 200 && answer <= 599) {
      code = answer;
      Matcher matcher = ENHANCED.matcher(text);
      enhanced = matcher.matches() ? matcher.group(2) : "";
    } else if (!farewell) {
      nonsense = !text.equals("[EOF]");
    }
    return answer;
  }

  /** What Angus says after a refusal; its answer says nothing about the mail. */
  private boolean isFarewell() {
    return sent.equals("RSET") || sent.equals("QUIT");
  }
}
