package org.bascule.itest.windowsjna.guest;

import com.sun.jna.platform.win32.COM.COMLateBindingObject;
import com.sun.jna.platform.win32.COM.COMUtils;
import com.sun.jna.platform.win32.COM.Dispatch;
import com.sun.jna.platform.win32.COM.IDispatch;
import com.sun.jna.platform.win32.COM.TypeLibUtil;
import com.sun.jna.platform.win32.OaIdl;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.OleAuto;
import com.sun.jna.platform.win32.Variant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Objects of Wine's that scripts use, by their names; type libraries; events that reach Java. */
public final class AutomationProgram implements Function<String, Map<String, String>> {
  /** An object that is known by its name only. */
  private static final class Late extends COMLateBindingObject {
    Late(String program) {
      super(program, false);
    }

    Late(IDispatch object) {
      super(object);
    }

    Object call(String method, Variant.VARIANT... arguments) {
      return invoke(method, arguments).getValue();
    }

    Object get(String property) {
      Variant.VARIANT.ByReference result = new Variant.VARIANT.ByReference();
      oleMethod(OleAuto.DISPATCH_PROPERTYGET, result, property);
      return result.getValue();
    }

    Late object(Object dispatch) {
      return new Late((IDispatch) dispatch);
    }

    void listen(String property, Dispatch listener) {
      setProperty(property, listener);
    }
  }

  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    COMUtils.checkRC(Ole32.INSTANCE.CoInitializeEx(null, Ole32.COINIT_MULTITHREADED));
    try {
      objects(told);
      libraries(told);
      events(told);
    } finally {
      Ole32.INSTANCE.CoUninitialize();
    }
    return told;
  }

  private static Variant.VARIANT text(String text) {
    return new Variant.VARIANT(text);
  }

  private static void objects(Map<String, String> told) {
    Late files = new Late("Scripting.FileSystemObject");
    told.put(
        "files",
        files.call("FolderExists", text("C:\\windows"))
            + " "
            + files.call("BuildPath", text("C:\\a"), text("b"))
            + " "
            + files.call("GetExtensionName", text("C:\\a\\b.txt")));
    Late shell = new Late("Shell.Application");
    told.put("shell", "" + shell.object(shell.call("NameSpace", text("C:\\windows"))).get("Title"));
    Late document = new Late("MSXML2.DOMDocument");
    told.put("loaded", "" + document.call("loadXML", text("<a><b>Gr\u00fc\u00dfe</b></a>")));
    Late element = document.object(document.get("documentElement"));
    told.put("document", element.get("nodeName") + " " + element.get("text"));
  }

  private static void libraries(Map<String, String> told) {
    TypeLibUtil automation = new TypeLibUtil("{00020430-0000-0000-C000-000000000046}", 2, 0);
    told.put(
        "library",
        automation.getName()
            + " "
            + automation.getTypeInfoCount()
            + " "
            + automation.getTypeInfoUtil(0).getDocumentation(new OaIdl.MEMBERID(-1)).getName()
            + " "
            + automation.getTypeInfoType(0).value);
    TypeLibUtil scripting = new TypeLibUtil("C:\\windows\\system32\\scrrun.dll");
    told.put("library of a file", scripting.getName() + " " + (scripting.getTypeInfoCount() > 20));
  }

  /** An object whose vtable Java has made. */
  private static void events(Map<String, String> told) {
    Sink sink = new Sink();
    Late request = new Late("MSXML2.XMLHTTP");
    request.listen("onreadystatechange", new Dispatch(sink.getPointer()));
    request.call("open", text("GET"), text("http://localhost/"), new Variant.VARIANT(false));
    told.put("events", sink.called + " " + request.get("readyState"));
  }
}
