package org.bascule.itest.lifetime;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** Calls what guests pass, of shapes.dll. */
public interface JnaCallbackHost extends Library {
  int run_function(Callback function, int value);

  int run_function(Pointer function, int value);
}
