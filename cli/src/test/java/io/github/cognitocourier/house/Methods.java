package io.github.cognitocourier.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The methods of source files and how long they are, as the compiler sees them. */
final class Methods {

  /** One method. */
  record Method(String file, String name, long lines) {}

  private Methods() {}

  static List<Method> in(List<Path> files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var sources = manager.getJavaFileObjectsFromPaths(files);
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, sources);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      var methods = new ArrayList<Method>();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Collector(unit, positions, methods), null);
      }
      return methods;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final class Collector extends TreeScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> methods;

    Collector(CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
      this.unit = unit;
      this.positions = positions;
      this.methods = methods;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
      methods.add(new Method(file, method.getName().toString(), last - first + 1));
      return super.visitMethod(method, nothing);
    }
  }
}
