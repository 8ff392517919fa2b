package org.bascule.guest;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.sourceforge.tess4j.ITessAPI;
import net.sourceforge.tess4j.TessAPI;
import net.sourceforge.tess4j.Tesseract;
import net.sourceforge.tess4j.Tesseract1;
import net.sourceforge.tess4j.TesseractException;
import net.sourceforge.tess4j.Word;
import net.sourceforge.tess4j.util.LoadLibs;

/** Reads the text of a picture, by tess4j: once interface-mapped, once registered. */
public final class ReadingProgram implements Function<String, Map<String, String>> {
  private static final Shape[] LETTERS = {
    lines(0, 0, 0, 1, 0, 80, 0, 45, 0, 1, 45, 80, 0, 0, 40, 1, 45, 40),
    lines(0, 45, 5, 1, 0, 5, 1, 0, 75, 1, 45, 75, 0, 0, 40, 1, 40, 40),
    lines(0, 0, 0, 1, 0, 75, 1, 40, 75),
    lines(0, 0, 0, 1, 0, 75, 1, 40, 75),
    new Ellipse2D.Double(0, 5, 50, 70),
    lines(0, 5, 20, 1, 25, 8, 1, 25, 80),
    two(),
    three()
  };

  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    File data = LoadLibs.extractTessResources("tessdata");
    BufferedImage picture = picture();
    told.put("version", TessAPI.INSTANCE.TessVersion());
    try {
      Tesseract mapped = new Tesseract();
      mapped.setDatapath(data.getPath());
      told.put("text", mapped.doOCR(picture).trim());
      Word word = mapped.getWords(picture, ITessAPI.TessPageIteratorLevel.RIL_WORD).get(1);
      told.put("word", word.getText());
      told.put("box", "" + new Rectangle(350, 0, 270, 140).contains(word.getBoundingBox()));
      Tesseract1 registered = new Tesseract1();
      registered.setDatapath(data.getPath());
      told.put("registered", registered.doOCR(picture).trim());
    } catch (TesseractException e) {
      told.put("failure", "" + e);
    }
    return told;
  }

  /** Drawn with a pen: a machine without fonts will do. */
  private static BufferedImage picture() {
    BufferedImage picture = new BufferedImage(620, 140, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(11, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    for (int i = 0; i < LETTERS.length; i++) {
      pen.translate(i == 5 ? 100 : i == 0 ? 40 : 65, i == 0 ? 30 : 0);
      pen.draw(LETTERS[i]);
    }
    pen.dispose();
    return picture;
  }

  private static Path2D lines(double... corners) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners.length; i += 3) {
      if (corners[i] == 0) {
        path.moveTo(corners[i + 1], corners[i + 2]);
      } else {
        path.lineTo(corners[i + 1], corners[i + 2]);
      }
    }
    return path;
  }

  private static Path2D two() {
    Path2D path = new Path2D.Double(new Arc2D.Double(2, 5, 40, 40, 170, -215, Arc2D.OPEN));
    path.lineTo(5, 75);
    path.lineTo(46, 75);
    return path;
  }

  private static Path2D three() {
    Path2D path = new Path2D.Double(new Arc2D.Double(5, 5, 34, 34, 160, -250, Arc2D.OPEN));
    path.append(new Arc2D.Double(2, 39, 40, 36, 90, -260, Arc2D.OPEN), false);
    return path;
  }
}
