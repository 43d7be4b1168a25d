package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** The AWS SDK's own description of a document, asked at run time instead of copied. */
final class SdkModel {

  private SdkModel() {}

  /** The names of the fields of {@code type}. */
  static Set<String> names(SdkPojo type) {
    return byName(type).keySet();
  }

  /**
   * The paths of {@code document} that {@code type} lacks, nested ones too. The SDK would drop them
   * without a word, and an update built from what it kept would reset them.
   */
  static List<String> unknown(Json document, SdkPojo type) {
    var paths = new ArrayList<String>();
    collectUnknown(document, type, paths);
    return List.copyOf(paths);
  }

  /**
   * Fills the builder with {@code document}, whose fields it all knows.
   *
   * @throws MalformedJson when a value is not of the model's type
   */
  static <B extends SdkPojo> B fill(B builder, Json document) {
    Map<String, SdkField<?>> known = byName(builder);
    document
        .fields()
        .forEach((name, value) -> {
          SdkField<?> field = known.get(name);
          if (field == null) {
            throw value.mistake("is no field of " + builder.getClass().getName());
          }
          field.set(builder, value(field, value));
        });
    return builder;
  }

  private static void collectUnknown(Json document, SdkPojo type, List<String> paths) {
    Map<String, SdkField<?>> known = byName(type);
    document
        .fields()
        .forEach((name, value) -> {
          SdkField<?> field = known.get(name);
          if (field == null) {
            paths.add(value.path());
          } else {
            collectUnknown(value, field, paths);
          }
        });
  }

  /** Also in the elements of lists and maps. */
  private static void collectUnknown(Json value, SdkField<?> field, List<String> paths) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      collectUnknown(value, field.constructor().get(), paths);
    } else if (type.equals(MarshallingType.LIST)) {
      value.items().forEach(one -> collectUnknown(one, member(field), paths));
    } else if (type.equals(MarshallingType.MAP)) {
      value.fields().values().forEach(one -> collectUnknown(one, entry(field), paths));
    }
  }

  private static Object value(SdkField<?> field, Json value) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.STRING)) {
      return value.text().orElseThrow(() -> value.mistake("must be a string"));
    } else if (type.equals(MarshallingType.INTEGER)) {
      return Math.toIntExact(
          value.number().orElseThrow(() -> value.mistake("must be a whole number")));
    } else if (type.equals(MarshallingType.BOOLEAN)) {
      return value
          .raw()
          .filter(Boolean.class::isInstance)
          .orElseThrow(() -> value.mistake("must be true or false"));
    } else if (type.equals(MarshallingType.SDK_POJO)) {
      return ((Buildable) fill(field.constructor().get(), value)).build();
    } else if (type.equals(MarshallingType.LIST)) {
      SdkField<?> member = member(field);
      return value.items().stream().map(one -> value(member, one)).toList();
    } else if (type.equals(MarshallingType.MAP)) {
      SdkField<?> entry = entry(field);
      var entries = new LinkedHashMap<String, Object>();
      value.fields().forEach((name, one) -> entries.put(name, value(entry, one)));
      return entries;
    }
    throw value.mistake("is of a type that this version of courier cannot pass on: " + type);
  }

  private static SdkField<?> member(SdkField<?> list) {
    return list.getTrait(ListTrait.class).memberFieldInfo();
  }

  private static SdkField<?> entry(SdkField<?> map) {
    return map.getTrait(MapTrait.class).valueFieldInfo();
  }

  private static Map<String, SdkField<?>> byName(SdkPojo type) {
    return type.sdkFields().stream()
        .collect(
            Collectors.toMap(
                SdkField::locationName, field -> field, (one, same) -> one, LinkedHashMap::new));
  }
}
