package io.github.cognitocourier.cli;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line and the local cloud around the function as it is shipped. */
final class Shipped {

  private Shipped() {}

  /** Puts the function's jars into {@code folder}; in the loader they come before all others. */
  static URLClassLoader in(Path folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Map.Entry<String, byte[]> jar :
        FunctionJars.linked(Architecture.ofThisMachine()).entrySet()) {
      Path file = Files.write(folder.resolve(jar.getKey()), jar.getValue());
      urls.add(file.toUri().toURL());
    }
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(place).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** What a command does and prints there. */
  static Commanded run(ClassLoader shipped, String... arguments) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(shipped);
    try {
      Class<?> type = shipped.loadClass(Commanded.class.getName());
      Object commanded = called(type, "run", null, (Object) arguments);
      return new Commanded(
          (int) called(type, "exitCode", commanded),
          (String) called(type, "out", commanded),
          (String) called(type, "err", commanded));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Object called(Class<?> type, String name, Object on, Object... arguments)
      throws Exception {
    Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {String[].class};
    Method method = type.getDeclaredMethod(name, types);
    method.setAccessible(true);
    return method.invoke(on, arguments);
  }
}
