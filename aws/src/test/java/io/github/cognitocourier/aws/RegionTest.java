package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

  @Test
  void is_aws_region_or_else_the_default_region() {
    assertThat(region(Map.of("AWS_REGION", "eu-west-1", "AWS_DEFAULT_REGION", "us-east-1")))
        .hasToString("eu-west-1");
    assertThat(region(Map.of("AWS_DEFAULT_REGION", "us-east-1"))).hasToString("us-east-1");
  }

  @Test
  void must_be_set_to_a_region() {
    assertThatThrownBy(() -> region(Map.of()))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AWS_REGION is not set");
    assertThatThrownBy(() -> region(Map.of("AWS_REGION", "evil.example/")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("AWS_REGION is not a region such as eu-central-1.");
  }

  @Test
  void of_a_key_is_in_its_arn() {
    assertThat(Region.ofArn("arn:aws-cn:kms:cn-north-1:111122223333:key/1234", AwsService.KMS))
        .contains(new Region("cn-north-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "alias/codes",
        "arn:aws:kms::111122223333:key/1234",
        "arn:aws:kms:evil.example#:111122223333:key/1234",
        "arn:aws:iam:eu-west-1:111122223333:role/1234"
      })
  void of_anything_but_a_key_arn_is_none(String text) {
    assertThat(Region.ofArn(text, AwsService.KMS)).isEmpty();
  }

  private static Region region(Map<String, String> variables) {
    return Region.of(Environment.of(variables));
  }
}
