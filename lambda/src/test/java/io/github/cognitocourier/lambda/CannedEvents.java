package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.DataKeySource;
import io.github.cognitocourier.testkit.DataKeySource.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.spec.SecretKeySpec;

/** Makes the events that {@link Priming} delivers, and KMS's answer that opens their codes. */
final class CannedEvents {

  private CannedEvents() {}

  /** Writes them anew into the folder that the argument names. */
  public static void main(String[] arguments) throws IOException {
    var random = new SecureRandom();
    byte[] dataKey = new byte[32];
    random.nextBytes(dataKey);
    DataKeySource same =
        (keyArn, context) ->
            new DataKey(new SecretKeySpec(dataKey, "AES"), "priming".getBytes(UTF_8));
    var events = new CognitoEvents(new CodeEncryptor(same, random), Priming.KEY_ARN);
    CognitoUser nobody =
        CognitoUser.in("us-east-1_priming")
            .withUserName("priming")
            .withEmail("priming@example.invalid")
            .withPhoneNumber("+12025550100")
            .withCode("000000");
    Path folder = Path.of(arguments[0]);
    Files.write(
        folder.resolve("email.json"),
        events.event(new Source(Channel.EMAIL, Known.SIGN_UP), nobody));
    Files.write(
        folder.resolve("sms.json"), events.event(new Source(Channel.SMS, Known.SIGN_UP), nobody));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("KeyId", Priming.KEY_ARN);
    answer.put("Plaintext", Base64.getEncoder().encodeToString(dataKey));
    Files.writeString(folder.resolve("data-key.json"), Json.write(answer));
  }
}
