package io.github.cognitocourier.cli.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes as javac writes them, and what becomes of them. */
final class Compiled {

  private Compiled() {}

  /** The classes of the sources in the test's resources, by the names of their files. */
  static Map<String, byte[]> language(Path folder) {
    try {
      URI root = Compiled.class.getResource("language").toURI();
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          sources.add(source(file.getFileName().toString(), Files.readString(file)));
        }
        return compile(sources, "25", folder);
      }
    } catch (URISyntaxException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static Map<String, byte[]> source(String text, String release, Path folder) {
    return compile(List.of(source("Source.java", text)), release, folder);
  }

  private static Map<String, byte[]> compile(
      List<JavaFileObject> sources, String release, Path folder) {
    var said = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                said,
                null,
                new DiagnosticCollector<>(),
                List.of("-g", "-proc:none", "--release", release, "-d", folder.toString()),
                null,
                sources)
            .call();
    assertThat(compiled).as(said.toString()).isTrue();
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        classes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return classes;
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(URI.create("memory:///" + name), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** A loader of these classes and of the JDK's. */
  static ClassLoader loader(Map<String, byte[]> classes) {
    return new ClassLoader(ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }

      @Override
      public java.io.InputStream getResourceAsStream(String name) {
        byte[] bytes = classes.get(name);
        return bytes == null
            ? super.getResourceAsStream(name)
            : new java.io.ByteArrayInputStream(bytes);
      }
    };
  }

  /** The bootstrap methods of a class's call sites. */
  static List<String> bootstraps(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(element -> ((InvokeDynamicInstruction) element).bootstrapMethod())
        .map(bootstrap -> bootstrap.owner().displayName() + "." + bootstrap.methodName())
        .toList();
  }
}
