package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shows before anything is applied. */
@NeedsTool({"terraform", "moto_server", "bash"})
class TerraformFilesTest {

  @TempDir private Path folder;

  @Test
  void every_file_is_written_as_terraform_would_write_it() throws Exception {
    try (var terraform = Terraform.start(folder)) {
      assertThat(terraform.in(".", "fmt", "-check", "-recursive").orFail()).isEmpty();
    }
  }

  @Test
  void every_example_is_applied_by_a_test() throws Exception {
    try (Stream<Path> folders = Files.list(Cloud.ROOT.resolve("infra/terraform/examples"))) {
      assertThat(Files.readString(TerraformExamplesTest.ALL))
          .contains(folders.map(each -> "../examples/" + each.getFileName() + "\"").toList());
    }
  }

  @Test
  void without_a_region_the_environment_decides_where_the_quickstart_is_made() throws Exception {
    try (var terraform = Terraform.start(folder)) {
      terraform.cloud().zip("courier.zip", "one");
      terraform.init("quickstart");
      String plan =
          """
          export AWS_REGION=eu-central-1 TF_VAR_from=a@example.com TF_VAR_email_route=ses://default
          export TF_VAR_ses_arns='["arn:aws:ses:eu-central-1:123456789012:identity/example.com"]'
          terraform -chdir=infra/terraform/quickstart plan -target=module.sender.aws_iam_role.function
          """;
      assertThat(terraform.paste(plan, "").orFail())
          .containsPattern("name +\\s*= \"courier-quickstart-eu-central-1\"");
    }
  }
}
