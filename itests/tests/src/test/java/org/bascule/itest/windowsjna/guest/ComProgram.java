package org.bascule.itest.windowsjna.guest;

import com.sun.jna.WString;
import com.sun.jna.platform.win32.COM.COMException;
import com.sun.jna.platform.win32.COM.COMUtils;
import com.sun.jna.platform.win32.COM.Dispatch;
import com.sun.jna.platform.win32.COM.util.Factory;
import com.sun.jna.platform.win32.COM.util.IDispatch;
import com.sun.jna.platform.win32.COM.util.annotation.ComInterface;
import com.sun.jna.platform.win32.COM.util.annotation.ComMethod;
import com.sun.jna.platform.win32.COM.util.annotation.ComObject;
import com.sun.jna.platform.win32.COM.util.annotation.ComProperty;
import com.sun.jna.platform.win32.Guid;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.OaIdl;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.OleAuto;
import com.sun.jna.platform.win32.Variant;
import com.sun.jna.platform.win32.WTypes;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** COM: by vtables that are found in memory, and by jna-platform's factory. */
public final class ComProgram implements Function<String, Map<String, String>> {
  /** Wine has one. */
  @ComObject(progId = "Scripting.Dictionary")
  public interface DictionaryObject extends Dictionary {}

  /** As VBScript sees it. */
  @ComInterface
  public interface Dictionary extends IDispatch {
    @ComMethod
    void Add(Object key, Object item);

    @ComProperty
    int getCount();

    @ComProperty
    Object getItem(Object key);

    @ComMethod
    boolean Exists(Object key);
  }

  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    COMUtils.checkRC(Ole32.INSTANCE.CoInitializeEx(null, Ole32.COINIT_MULTITHREADED));
    try {
      byVtable(told);
      byFactory(told);
    } finally {
      Ole32.INSTANCE.CoUninitialize();
    }
    return told;
  }

  private static void byVtable(Map<String, String> told) {
    Guid.CLSID.ByReference type = new Guid.CLSID.ByReference();
    COMUtils.checkRC(Ole32.INSTANCE.CLSIDFromProgID("Scripting.Dictionary", type));
    PointerByReference made = new PointerByReference();
    COMUtils.checkRC(
        Ole32.INSTANCE.CoCreateInstance(
            type,
            null,
            WTypes.CLSCTX_INPROC_SERVER,
            com.sun.jna.platform.win32.COM.IDispatch.IID_IDISPATCH,
            made));
    Dispatch dictionary = new Dispatch(made.getValue());
    told.put("references", "" + dictionary.AddRef());
    dictionary.Release();
    told.put("count", "" + count(dictionary));
    told.put("released", "" + dictionary.Release());
  }

  private static int count(Dispatch dictionary) {
    OaIdl.DISPIDByReference id = new OaIdl.DISPIDByReference();
    COMUtils.checkRC(
        dictionary.GetIDsOfNames(
            new Guid.REFIID(Guid.IID_NULL),
            new WString[] {new WString("Count")},
            1,
            Kernel32.INSTANCE.GetUserDefaultLCID(),
            id));
    Variant.VARIANT.ByReference result = new Variant.VARIANT.ByReference();
    COMUtils.checkRC(
        dictionary.Invoke(
            id.getValue(),
            new Guid.REFIID(Guid.IID_NULL),
            Kernel32.INSTANCE.GetUserDefaultLCID(),
            new WinDef.WORD(OleAuto.DISPATCH_PROPERTYGET),
            new OleAuto.DISPPARAMS.ByReference(),
            result,
            null,
            new IntByReference()));
    return result.intValue();
  }

  private static void byFactory(Map<String, String> told) {
    Factory factory = new Factory();
    try {
      Dictionary dictionary = factory.createObject(DictionaryObject.class);
      dictionary.Add("one", 1);
      dictionary.Add("text", "Gr\u00fc\u00dfe");
      told.put("entries", dictionary.getCount() + " " + dictionary.Exists("one"));
      told.put("items", dictionary.getItem("one") + " " + dictionary.getItem("text"));
      try {
        dictionary.Add("one", 2);
        told.put("twice", "allowed");
      } catch (COMException e) {
        told.put("twice", "0x" + Integer.toHexString(e.getHresult().intValue()));
      }
    } finally {
      factory.disposeAll();
      factory.getComThread().terminate(10_000);
    }
  }
}
