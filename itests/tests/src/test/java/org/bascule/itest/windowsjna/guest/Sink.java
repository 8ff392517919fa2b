package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.COM.DispatchListener;
import com.sun.jna.platform.win32.COM.IDispatch;
import com.sun.jna.platform.win32.COM.IDispatchCallback;
import com.sun.jna.platform.win32.COM.IUnknown;
import com.sun.jna.platform.win32.Guid;
import com.sun.jna.platform.win32.OaIdl;
import com.sun.jna.platform.win32.OleAuto;
import com.sun.jna.platform.win32.Variant;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An object whose methods are Java's; its vtable consists of callbacks. It notes which of its
 * members is called. jna-platform's own {@code CallbackProxy} fails where a call has no arguments.
 */
final class Sink implements IDispatchCallback {
  private static final WinNT.HRESULT NOT_IMPLEMENTED = new WinNT.HRESULT(WinError.E_NOTIMPL);

  final List<Integer> called = Collections.synchronizedList(new ArrayList<>());
  private final DispatchListener listener = new DispatchListener(this);

  @Override
  public Pointer getPointer() {
    return listener.getPointer();
  }

  @Override
  public WinNT.HRESULT Invoke(
      OaIdl.DISPID member,
      Guid.REFIID type,
      WinDef.LCID locale,
      WinDef.WORD flags,
      OleAuto.DISPPARAMS.ByReference arguments,
      Variant.VARIANT.ByReference result,
      OaIdl.EXCEPINFO.ByReference exception,
      IntByReference wrongArgument) {
    called.add(member.intValue());
    return WinError.S_OK;
  }

  @Override
  public WinNT.HRESULT QueryInterface(Guid.REFIID type, PointerByReference object) {
    Guid.IID asked = type.getValue();
    boolean known = asked.equals(IUnknown.IID_IUNKNOWN) || asked.equals(IDispatch.IID_IDISPATCH);
    object.setValue(known ? getPointer() : Pointer.NULL);
    return known ? WinError.S_OK : new WinNT.HRESULT(WinError.E_NOINTERFACE);
  }

  @Override
  public int AddRef() {
    return 1;
  }

  @Override
  public int Release() {
    return 1;
  }

  @Override
  public WinNT.HRESULT GetTypeInfoCount(WinDef.UINTByReference count) {
    return NOT_IMPLEMENTED;
  }

  @Override
  public WinNT.HRESULT GetTypeInfo(WinDef.UINT index, WinDef.LCID locale, PointerByReference info) {
    return NOT_IMPLEMENTED;
  }

  @Override
  public WinNT.HRESULT GetIDsOfNames(
      Guid.REFIID type,
      WString[] names,
      int count,
      WinDef.LCID locale,
      OaIdl.DISPIDByReference members) {
    return NOT_IMPLEMENTED;
  }
}
