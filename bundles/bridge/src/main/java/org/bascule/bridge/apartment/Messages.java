package org.bascule.bridge.apartment;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;

/**
 * Windows' message functions for one thread. Its window is invisible and gets messages only ({@code
 * HWND_MESSAGE}), so it needs no display; and unlike messages to the thread, those to a window
 * arrive too while a DLL runs a message loop of its own.
 */
final class Messages implements AutoCloseable {
  /** The message that says there is something to do: the first that is free, {@code WM_APP}. */
  static final int WAKE = 0x8000;

  private static final long MESSAGE_WINDOWS = -3;
  private static final int MESSAGE_SIZE = 48;
  private static final String CLASS =
      "struct { UINT size; UINT style; LRESULT (__stdcall *procedure)(HWND, UINT, WPARAM, LPARAM);"
          + " int classExtra; int windowExtra; HINSTANCE instance; HICON icon; HCURSOR cursor;"
          + " HBRUSH background; const wchar_t *menu; const wchar_t *name; HICON smallIcon; }";

  /** Messages come when they come. */
  private static final FunctionOptions PATIENT = FunctionOptions.NONE.withTimeout(Duration.ZERO);

  private final Session session;
  private final String name;
  private final NativeFunction procedure;
  private final HostBlock message;
  private final FunctionHandle getMessage;
  private final FunctionHandle translateMessage;
  private final FunctionHandle dispatchMessage;
  private final FunctionHandle defaultProcedure;
  private final FunctionHandle postMessage;
  private final Object window;

  /**
   * The calling thread's own.
   *
   * @param name of the window's class, unique in the host
   * @param woken run for each {@link #WAKE}, in the midst of {@link #dispatchNext}
   */
  Messages(Session session, String name, Runnable woken) {
    this.session = session;
    this.name = name;
    this.message = session.allocate(MESSAGE_SIZE);
    this.getMessage = user("int __stdcall GetMessageW(void *, HWND, UINT, UINT)");
    this.translateMessage = user("BOOL __stdcall TranslateMessage(const void *)");
    this.dispatchMessage = user("LRESULT __stdcall DispatchMessageW(const void *)");
    this.defaultProcedure = user("LRESULT __stdcall DefWindowProcW(HWND, UINT, WPARAM, LPARAM)");
    this.postMessage = user("BOOL __stdcall PostMessageW(HWND, UINT, WPARAM, LPARAM)");
    this.procedure = arguments -> received(arguments, woken);
    this.window = makeWindow();
  }

  /** Waits for a message, and dispatches it; false if it was the last. */
  boolean dispatchNext() {
    Address at = message.address();
    int more = (Integer) getMessage.call(at, Address.NULL, 0, 0);
    if (more < 0) {
      throw failed("wait for a message");
    }
    if (more > 0) {
      translateMessage.call(at);
      dispatchMessage.call(at);
    }
    return more > 0;
  }

  /** Has the thread woken; on any thread. */
  void wake() {
    if (isZero(postMessage.call(window, WAKE, 0, 0))) {
      throw failed("wake the apartment " + name);
    }
  }

  /** Has {@link #dispatchNext} give false, after the messages that are waiting already. */
  void quit() {
    user("void __stdcall PostQuitMessage(int)").call(0);
  }

  @Override
  public void close() {
    user("BOOL __stdcall DestroyWindow(HWND)").call(window);
    user("BOOL __stdcall UnregisterClassW(const wchar_t *, HINSTANCE)").call(name, Address.NULL);
    message.close();
  }

  private Object received(Object[] arguments, Runnable woken) {
    if (((Number) arguments[1]).intValue() == WAKE && arguments[0].equals(window)) {
      woken.run();
      return 0;
    }
    return defaultProcedure.call(arguments);
  }

  private Object makeWindow() {
    Map<String, Object> description = new HashMap<>();
    description.put("size", session.abi() == Abi.X64 ? 80 : 48);
    description.put("procedure", procedure);
    description.put("name", name);
    FunctionHandle register = user("ATOM __stdcall RegisterClassExW(const " + CLASS + " *)");
    if (isZero(register.call(description))) {
      throw failed("register the window class " + name);
    }
    Object made =
        user("HWND __stdcall CreateWindowExW(DWORD, const wchar_t *, const wchar_t *, DWORD, int,"
                + " int, int, int, HWND, HMENU, HINSTANCE, void *)")
            .call(
                0,
                name,
                null,
                0,
                0,
                0,
                0,
                0,
                new Address(MESSAGE_WINDOWS),
                Address.NULL,
                Address.NULL,
                Address.NULL);
    if (Address.NULL.equals(made)) {
      throw failed("make the apartment's window");
    }
    return made;
  }

  private FunctionHandle user(String prototype) {
    return session.function("user32", prototype, PATIENT);
  }

  private static boolean isZero(Object result) {
    return result instanceof Number number && number.intValue() == 0
        || Boolean.FALSE.equals(result);
  }

  private BasculeException failed(String operation) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.APARTMENT,
            operation,
            "",
            "that Windows does it",
            "Windows error " + session.lastError(),
            "see the DLL output of the session"));
  }
}
