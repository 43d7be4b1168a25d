package io.github.cognitocourier.cli.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pools that a test knows by heart. */
public final class SamplePools {

  /** The id of {@link #production()}. */
  public static final String ID = "us-east-1_AbCdEf123";

  private SamplePools() {}

  /** A pool that has been in use for years: MFA is required, and nearly everything is set. */
  public static FakePool production() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("PoolName", "production");
    settings.put("MfaConfiguration", "ON");
    settings.put("DeletionProtection", "ACTIVE");
    settings.put("UserPoolTier", "PLUS");
    settings.put("AutoVerifiedAttributes", List.of("email"));
    settings.put("SmsAuthenticationMessage", "sign-in {####}");
    settings.put(
        "Policies",
        Map.of(
            "PasswordPolicy",
            Map.of(
                "MinimumLength", 12, "RequireSymbols", true, "TemporaryPasswordValidityDays", 3)));
    settings.put(
        "LambdaConfig",
        Map.of("PreSignUp", "arn:aws:lambda:us-east-1:111122223333:function:pre-sign-up"));
    settings.put(
        "SmsConfiguration",
        Map.of(
            "SnsCallerArn", "arn:aws:iam::111122223333:role/sms",
            "ExternalId", "external-id",
            "SnsRegion", "us-east-1"));
    settings.put(
        "EmailConfiguration",
        Map.of(
            "EmailSendingAccount", "DEVELOPER",
            "SourceArn", "arn:aws:ses:us-east-1:111122223333:identity/example.com",
            "ConfigurationSet", "mails"));
    settings.put(
        "VerificationMessageTemplate",
        Map.of("EmailMessage", "Your code: {####}", "DefaultEmailOption", "CONFIRM_WITH_CODE"));
    settings.put(
        "UserAttributeUpdateSettings",
        Map.of("AttributesRequireVerificationBeforeUpdate", List.of("email")));
    settings.put(
        "DeviceConfiguration",
        Map.of("ChallengeRequiredOnNewDevice", true, "DeviceOnlyRememberedOnUserPrompt", false));
    settings.put("UserPoolTags", Map.of("owner", "identity"));
    settings.put("AdminCreateUserConfig", Map.of("AllowAdminCreateUserOnly", true));
    settings.put("UserPoolAddOns", Map.of("AdvancedSecurityMode", "ENFORCED"));
    settings.put(
        "AccountRecoverySetting",
        Map.of("RecoveryMechanisms", List.of(Map.of("Priority", 1, "Name", "verified_email"))));
    return new FakePool(
        Map.of(
            "Id",
            ID,
            "Arn",
            "arn:aws:cognito-idp:us-east-1:111122223333:userpool/" + ID,
            "CreationDate",
            1_600_000_000.123,
            "UsernameAttributes",
            List.of("email")),
        settings,
        Map.of("SoftwareTokenMfaConfiguration", Map.of("Enabled", true)),
        Map.of());
  }
}
