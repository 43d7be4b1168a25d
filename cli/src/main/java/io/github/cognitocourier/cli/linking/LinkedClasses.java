package io.github.cognitocourier.cli.linking;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The classes of one jar, linked ahead of time: an {@code invokedynamic} whose bootstrap method is
 * one of javac's common four becomes a plain call. Everything else stays, and a class without such
 * an instruction stays as it is. The same classes give the same bytes.
 */
public final class LinkedClasses {

  /** The first version whose private methods are open to nest mates (JEP 181). */
  private static final int WITH_NESTS = ClassFile.JAVA_11_VERSION;

  private final ClassFile format;
  private final SortedMap<String, byte[]> linked;
  private final SortedMap<String, List<ClassDesc>> newNestMates = new TreeMap<>();

  private LinkedClasses(Map<String, byte[]> classes, ClassLoader hierarchy) {
    this.linked = new TreeMap<>(classes);
    this.format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(hierarchy)));
  }

  /**
   * Links {@code classes}, by the name of their file such as {@code a/B.class}.
   *
   * @param hierarchy finds the file of every class that they extend or use
   * @return the same classes and those that were written for them, sorted
   */
  public static SortedMap<String, byte[]> of(Map<String, byte[]> classes, ClassLoader hierarchy) {
    var result = new LinkedClasses(classes, hierarchy);
    new TreeMap<>(classes).values().forEach(result::link);
    result.newNestMates.forEach(result::admit);
    return result.linked;
  }

  private void link(byte[] bytes) {
    ClassModel model = format.parse(bytes);
    if (model.methods().stream().noneMatch(LinkedClasses::isDynamic)) {
      return;
    }
    var sites = new CallSites(model);
    CodeTransform replacing =
        (code, element) -> {
          if (!(element instanceof InvokeDynamicInstruction site) || !sites.replace(site, code)) {
            code.with(element);
          }
        };
    byte[] replaced =
        format.transformClass(
            model,
            ClassTransform.transformingMethodBodies(LinkedClasses::isDynamic, replacing)
                .andThen(ClassTransform.endHandler(type -> write(sites, type))));
    if (!sites.isEmpty()) {
      linked.put(file(model.thisClass().asSymbol()), replaced);
      add(sites.lambdas(), model);
    }
  }

  private static boolean isDynamic(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(InvokeDynamicInstruction.class::isInstance);
  }

  private static void write(CallSites sites, ClassBuilder type) {
    for (CallSites.Written method : sites.methods()) {
      type.withMethodBody(
          method.name(),
          method.type(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          method.body());
    }
  }

  /** Adds the classes of a class's lambdas, nest mates of it: bodies of lambdas are private. */
  private void add(List<LambdaClass> lambdas, ClassModel model) {
    ClassDesc host =
        model
            .findAttribute(Attributes.nestHost())
            .map(attribute -> attribute.nestHost().asSymbol())
            .orElse(model.thisClass().asSymbol());
    for (LambdaClass each : lambdas) {
      byte[] bytes = each.bytes(format, withNests(model), host);
      if (linked.put(file(each.name()), bytes) != null) {
        throw new IllegalStateException(each.name().displayName() + " is there already");
      }
      newNestMates.computeIfAbsent(file(host), _ -> new ArrayList<>()).add(each.name());
    }
  }

  /** Writes the new members of a nest into its host, without which they would be strangers. */
  private void admit(String host, List<ClassDesc> members) {
    ClassModel model = format.parse(linked.get(host));
    List<ClassDesc> all =
        Stream.concat(
                model.findAttribute(Attributes.nestMembers()).stream()
                    .flatMap(old -> old.nestMembers().stream())
                    .map(entry -> entry.asSymbol()),
                members.stream())
            .toList();
    linked.put(
        host,
        format.transformClass(
            model,
            ClassTransform.dropping(element ->
                    element instanceof NestMembersAttribute || element instanceof ClassFileVersion)
                .andThen(
                    ClassTransform.endHandler(type ->
                        type.with(withNests(model)).with(NestMembersAttribute.ofSymbols(all))))));
  }

  /** The version of a class; of an old library's class, the first one that knows nests. */
  private static ClassFileVersion withNests(ClassModel model) {
    return model.majorVersion() < WITH_NESTS
        ? ClassFileVersion.of(WITH_NESTS, 0)
        : ClassFileVersion.of(model.majorVersion(), model.minorVersion());
  }

  private static String file(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1) + ".class";
  }
}
