package org.bascule.windowsjna;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bascule.bridge.raw.RawHost;

/**
 * A world of its own: JNA's classes for Windows, and the jars that were written for them. Classes
 * and resources of the jars come before the parent's.
 */
public final class WorldLoader extends URLClassLoader implements WorldHost {
  private static final String JNA = "com.sun.jna.";
  private static final String CLASSES = "org/bascule/windowsjna/classes/";
  private static final String PLATFORM = "com.sun.jna.platform.";
  private static final String INSIDE = "org.bascule.windowsjna.world.";

  /** Of these, the inside of a world shares the classes with everybody. */
  private static final Pattern HOUSE =
      Pattern.compile("org\\.bascule\\.(windowsjna|bridge|spi|error|lifetime)\\.");

  static {
    registerAsParallelCapable();
  }

  private final LentHost host;
  private final Runnable end;
  private final NativeMeaning meaning = new NativeMeaning(name -> findResource(fileOf(name)));

  /**
   * A loader over a host.
   *
   * @param end run when it is closed
   */
  WorldLoader(List<URL> jars, ClassLoader parent, RawHost host, Runnable end) {
    super("windows-world", jars.toArray(new URL[0]), Objects.requireNonNull(parent, "parent"));
    this.host = LentHost.of(host);
    this.end = end;
  }

  @Override
  public RawHost host() {
    return host;
  }

  /**
   * Ends the world: closes the jars, gives back what programs here have of the host, and ends the
   * session if that belongs to this loader.
   */
  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      host.close();
      end.run();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = name.startsWith("java.") ? getParent().loadClass(name) : loadHere(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> loadHere(String name) throws ClassNotFoundException {
    if (name.startsWith(INSIDE)) {
      return own(name, ownResource(name.replace('.', '/')));
    }
    URL jnas = name.startsWith(JNA) ? ownResource(CLASSES + name.replace('.', '/')) : null;
    if (jnas != null) {
      return own(name, jnas);
    }
    if (HOUSE.matcher(name).lookingAt()) {
      return getParent().loadClass(name);
    }
    if (name.startsWith(PLATFORM)) {
      return platform(name);
    }
    URL here = findResource(fileOf(name));
    return here != null ? fromJar(name, here) : getParent().loadClass(name);
  }

  /** Of the jars, else of the parent's jar, whose own is of another world. */
  private Class<?> platform(String name) throws ClassNotFoundException {
    URL place = getResource(fileOf(name));
    return define(name, place, SystemQuestions.answered(bytes(name, place)));
  }

  private static URL ownResource(String path) {
    return WorldLoader.class.getClassLoader().getResource(path + ".class");
  }

  private static String fileOf(String name) {
    return name.replace('.', '/') + ".class";
  }

  /** As a {@code URLClassLoader} does it, unless there are bodies to be given. */
  private Class<?> fromJar(String name, URL place) throws ClassNotFoundException {
    byte[] bytes = bytes(name, place);
    return NativeBodies.has(bytes) && meansJna(name, bytes)
        ? define(name, place, bytes)
        : super.findClass(name);
  }

  private boolean meansJna(String name, byte[] bytes) throws ClassNotFoundException {
    try {
      return meaning.isJna(name, bytes);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private Class<?> own(String name, URL place) throws ClassNotFoundException {
    return define(name, place, bytes(name, place));
  }

  private Class<?> define(String name, URL place, byte[] bytes) {
    byte[] whole = NativeBodies.has(bytes) ? NativeBodies.given(bytes) : bytes;
    int dot = name.lastIndexOf('.');
    String own = dot < 0 ? "" : name.substring(0, dot);
    if (getDefinedPackage(own) == null) {
      try {
        definePackage(own, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException e) {
        // Another thread has just done it.
      }
    }
    return defineClass(name, whole, 0, whole.length, source(place));
  }

  /** Signed by those who have signed the rest of its package, or the JVM refuses it. */
  private static CodeSource source(URL place) {
    try {
      URLConnection connection = place.openConnection();
      if (connection instanceof JarURLConnection jar) {
        try (InputStream in = jar.getInputStream()) {
          in.transferTo(java.io.OutputStream.nullOutputStream());
          CodeSigner[] signers = jar.getJarEntry().getCodeSigners();
          return new CodeSource(jar.getJarFileURL(), signers);
        }
      }
    } catch (IOException e) {
      // Then nobody has signed it.
    }
    return new CodeSource(place, (CodeSigner[]) null);
  }

  private static byte[] bytes(String name, URL place) throws ClassNotFoundException {
    if (place == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = place.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : getParent().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }
}
