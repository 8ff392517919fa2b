package org.bascule.guest;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.SpeakerModel;

/** Asks vosk for a speech model that is not there. Its native methods are registered. */
public final class HearingProgram implements Function<String, Map<String, String>> {
  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    LibVosk.setLogLevel(LogLevel.WARNINGS);
    try (Model model = new Model("C:\\no\\such\\model")) {
      told.put("model", "" + model.getPointer());
    } catch (IOException e) {
      told.put("model", e.getMessage());
    }
    try (SpeakerModel model = new SpeakerModel("C:\\no\\such\\model")) {
      told.put("speaker", "" + model.getPointer());
    } catch (IOException e) {
      told.put("speaker", e.getMessage());
    }
    return told;
  }
}
