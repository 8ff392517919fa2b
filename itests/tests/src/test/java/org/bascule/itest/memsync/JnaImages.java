package org.bascule.itest.memsync;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.PointerByReference;
import org.bascule.annotation.Memsync;

/** Structures whose pointers say in annotations how much lies behind them. */
public interface JnaImages extends Library {
  int negate_image(Image picture);

  int negate_images(Image[] pictures, int count);

  int negate_image_list(ImageReference[] pictures, int count);

  int mix_album(Album all, int length);

  @Memsync(pointer = "result", free = "free_image")
  OwnedImage make_image(short width, short height);

  int living_images_and_points();

  @Memsync(pointer = "result", length = "count", type = int.class, free = "free_numbers")
  Pointer make_squares(int count);

  @Memsync(pointer = "numbers.*", length = "count", type = int.class, free = "free_numbers")
  void make_squares_out(int count, PointerByReference numbers);

  int living_numbers();

  /** {@code struct { int16_t *data; int16_t width, height; }}. */
  @FieldOrder({"data", "width", "height"})
  class Image extends Structure {
    @Memsync(length = "width * height", type = short.class)
    public Pointer data;

    public short width;
    public short height;
  }

  /** Behind a pointer of its own. */
  class ImageReference extends Image implements Structure.ByReference {}

  /** The same from the DLL: read, and given back. */
  @FieldOrder({"data", "width", "height"})
  class OwnedImage extends Structure {
    @Memsync(length = "width * height", type = short.class, free = "free_points")
    public Pointer data;

    public short width;
    public short height;
  }

  /** {@code struct { int size; int16_t *samples; }}. */
  @FieldOrder({"size", "samples"})
  class Track extends Structure {
    public int size;

    @Memsync(length = "size", type = short.class)
    public Pointer samples;
  }

  /** {@code struct { int16_t *samples; }}: the structure around it knows how many. */
  @FieldOrder("samples")
  class Channel extends Structure {
    @Memsync(length = "size", type = short.class)
    public Pointer samples;
  }

  /** {@code struct { int16_t *samples; }}: a parameter says how many. */
  @FieldOrder("samples")
  class Tail extends Structure {
    @Memsync(length = "length", type = short.class)
    public Pointer samples;
  }

  /**
   * {@code struct { track first; channel left, right; int16_t *mixed; int size; channel tail; }}.
   */
  @FieldOrder({"first", "left", "right", "mixed", "size", "tail"})
  class Album extends Structure {
    public Track first;
    public Channel left;
    public Channel right;

    @Memsync(length = "size", type = short.class, direction = org.bascule.annotation.Direction.OUT)
    public Pointer mixed;

    public int size;
    public Tail tail;
  }
}
