package org.bascule.itest.windowsjna.vendor;

import com.sun.jna.Native;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs another program in a class loader that looks at its own jars first, as web servers do. */
public final class LoaderVendor {
  private LoaderVendor() {}

  /** With its own classes first. */
  private static final class OwnFirst extends URLClassLoader {
    OwnFirst(URL[] jars) {
      super(jars, LoaderVendor.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && findResource(name.replace('.', '/') + ".class") != null) {
          loaded = findClass(name);
        }
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
    }
  }

  /** The jars, the class, then its arguments. */
  public static void main(String[] arguments) throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String jar : arguments[0].split(File.pathSeparator)) {
      jars.add(Path.of(jar).toUri().toURL());
    }
    String[] rest = List.of(arguments).subList(2, arguments.length).toArray(new String[0]);
    System.out.println("outside " + Native.POINTER_SIZE);
    run(new OwnFirst(jars.toArray(new URL[0])), arguments[1], rest);
    URL[] all = jars.toArray(new URL[0]);
    run(new URLClassLoader(all, ClassLoader.getPlatformClassLoader()), arguments[1], rest);
  }

  private static void run(ClassLoader loader, String name, String[] arguments) throws Exception {
    Class<?> there = Class.forName("com.sun.jna.Native", true, loader);
    System.out.println("its own " + (there.getClassLoader() == loader && there != Native.class));
    Method main = Class.forName(name, true, loader).getMethod("main", String[].class);
    main.invoke(null, (Object) arguments);
  }
}
