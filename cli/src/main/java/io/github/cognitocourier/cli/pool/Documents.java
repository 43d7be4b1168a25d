package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Documents made from other documents. */
final class Documents {

  private Documents() {}

  /** An object of these fields, in their order. */
  static Json of(Map<String, Object> fields) {
    return Json.parse(Json.write(fields));
  }

  /** The value as a document of its own: its paths begin there. */
  static Json detached(Json value) {
    return of(fields(value));
  }

  /** The fields of an object, free to be changed; none when it is absent. Nulls are left out. */
  static Map<String, Object> fields(Json object) {
    var fields = new LinkedHashMap<String, Object>();
    object.fields().forEach((name, field) -> field.raw().ifPresent(raw -> fields.put(name, raw)));
    return fields;
  }

  /** The object with this field set. */
  static Json with(Json object, String name, Json value) {
    Map<String, Object> fields = fields(object);
    fields.put(name, fields(value));
    return of(fields);
  }
}
