package io.github.cognitocourier.providers.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.testkit.conformance.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorTest {

  @ParameterizedTest
  @CsvSource({
    "email-smtp.eu-central-1.amazonaws.com, SES",
    "email-smtp-fips.us-east-1.amazonaws.com, SES",
    "vpce-0a1b.email-smtp.us-east-1.vpce.amazonaws.com, SES",
    "Email-SMTP.us-east-1.amazonaws.com, SES",
    "smtp.mail.us-east-1.awsapps.com, NONE",
    "ec2-203-0-113-25.compute-1.amazonaws.com, NONE",
    "my-email-smtp.elb.amazonaws.com, NONE",
    "smtp.mailersend.net, MAILERSEND",
    "smtp.postmarkapp.com, POSTMARK",
    "postmarkapp.com.example.org, NONE",
  })
  void a_vendor_is_told_by_its_host(String host, Vendor vendor) {
    assertThat(Vendor.at(host)).isEqualTo(vendor);
  }

  /** SES refuses a whole mail for a tag with another character; a taken over id has a dot. */
  @Test
  void an_id_in_a_tag_of_ses_has_no_dot() {
    assertThat(Vendor.SES.headers(mail("eu-central-1_AbCdEfGhI.0f1e-2d3c")))
        .isEqualTo(
            Map.of(
                "X-SES-MESSAGE-TAGS",
                "notification_id=eu-central-1_AbCdEfGhI_0f1e-2d3c, trigger=SignUp"));
  }

  /** Postmark refuses a whole mail for a longer value; an id of a digest has 84 characters. */
  @Test
  void a_long_id_is_cut_to_what_postmarks_metadata_takes() {
    String id = "us-east-1_AbCdEfGhI." + "0123456789abcdef".repeat(4);
    assertThat(Vendor.POSTMARK.headers(mail(id)))
        .containsEntry("X-PM-Metadata-notification_id", id.substring(4));
  }

  private static Email mail(String id) {
    Email sample = Sample.PLAIN.email();
    return new Email(
        new NotificationId(id),
        sample.from(),
        sample.to(),
        sample.subject(),
        sample.text(),
        sample.html(),
        sample.headers(),
        sample.template(),
        sample.variables());
  }
}
