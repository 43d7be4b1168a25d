package io.github.cognitocourier.core.message;

/**
 * Names the template of a message, so that a provider may use one that it hosts itself.
 *
 * @param trigger the suffix of Cognito's trigger source, such as {@code SignUp}
 * @param locale the chosen locale as a BCP 47 tag, such as {@code en} or {@code pt-BR}
 * @param brand the brand's name in {@code courier.json}; {@code default} when there is none
 */
public record TemplateKey(String trigger, String locale, String brand) {}
