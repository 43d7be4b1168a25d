package io.github.cognitocourier.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Source files as the compiler parses them. */
final class Sources {

  private Sources() {}

  static List<CompilationUnitTree> parsed(List<Path> files) {
    try (StandardJavaFileManager manager =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      return parsed(manager.getJavaFileObjectsFromPaths(files));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static CompilationUnitTree parsed(String source) {
    return parsed(
            List.of(
                new SimpleJavaFileObject(
                    URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
                  @Override
                  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                  }
                }))
        .getFirst();
  }

  private static JavacTask task(Iterable<? extends JavaFileObject> files) {
    return (JavacTask)
        ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, files);
  }

  private static List<CompilationUnitTree> parsed(Iterable<? extends JavaFileObject> files) {
    try {
      var units = new ArrayList<CompilationUnitTree>();
      task(files).parse().forEach(units::add);
      return units;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
