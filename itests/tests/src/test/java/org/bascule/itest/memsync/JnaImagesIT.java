package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.memsync.JnaImages.Album;
import org.bascule.itest.memsync.JnaImages.Image;
import org.bascule.itest.memsync.JnaImages.ImageReference;
import org.bascule.itest.memsync.JnaImages.OwnedImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Directives in structures: lengths beside the pointer, around it, and in the parameters. */
class JnaImagesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static JnaImages dll;

  @BeforeAll
  static void load() {
    dll = WINE.session().load(TestBed.demo(), JnaImages.class);
  }

  @Test
  void readsALengthFromTheMembersBeside() {
    try (Memory points = points(1, 2, 3, 4, 5, 6, 7, 8)) {
      assertThat(dll.negate_image(image(new Image(), points, 2, 3))).isEqualTo(21);
      assertThat(points.getShortArray(0, 8)).containsExactly(-1, -2, -3, -4, -5, -6, 7, 8);
    }
  }

  @Test
  void sendsNoMoreThanTheLengthSays() {
    try (Memory points = points(1, 2, 3)) {
      assertThatThrownBy(() -> dll.negate_image(image(new Image(), points, 2, 2)))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-407 cannot take argument 0.data
                where: length width * height
                expected: at most 3, which the Java object has room for
                actual: 4
                remedy: pass a larger object or a smaller length; nothing was sent\
              """);
      assertThat(points.getShortArray(0, 3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void readsALengthOfItsOwnForEachElement() {
    try (Memory first = points(1, 2);
        Memory second = points(10, 20, 30)) {
      Image[] pictures = (Image[]) new Image().toArray(2);
      image(pictures[0], first, 2, 1);
      image(pictures[1], second, 1, 3);
      assertThat(dll.negate_images(pictures, 2)).isEqualTo(63);
      assertThat(first.getShortArray(0, 2)).containsExactly(-1, -2);
      assertThat(second.getShortArray(0, 3)).containsExactly(-10, -20, -30);
    }
  }

  @Test
  void readsALengthBehindAPointerToTheStructure() {
    try (Memory first = points(1, 2);
        Memory second = points(5)) {
      ImageReference[] pictures = {new ImageReference(), new ImageReference()};
      image(pictures[0], first, 1, 2);
      image(pictures[1], second, 1, 1);
      assertThat(dll.negate_image_list(pictures, 2)).isEqualTo(8);
      assertThat(first.getShortArray(0, 2)).containsExactly(-1, -2);
      assertThat(second.getShort(0)).isEqualTo((short) -5);
    }
  }

  @Test
  void findsANameInTheInnerStructThenInTheOuterThenAmongTheParameters() {
    try (Memory first = points(100, 200);
        Memory left = points(1, 2, 3);
        Memory right = points(10, 20, 30);
        Memory mixed = points(7, 7, 7, 7);
        Memory tail = points(1000)) {
      Album album = new Album();
      album.first.size = 2;
      album.first.samples = first;
      album.left.samples = left;
      album.right.samples = right;
      album.mixed = mixed;
      album.size = 3;
      album.tail.samples = tail;
      assertThat(dll.mix_album(album, 1)).isEqualTo(1300);
      assertThat(mixed.getShortArray(0, 4)).containsExactly(11, 22, 33, 7);
    }
  }

  @Test
  void copiesAStructureAndWhatItPointsToAndFreesBoth() {
    int before = dll.living_images_and_points();
    OwnedImage picture = dll.make_image((short) 3, (short) 2);
    assertThat(picture.data).isInstanceOf(Memory.class);
    assertThat(picture.data.getShortArray(0, 6)).containsExactly(0, 1, 4, 9, 16, 25);
    assertThat(dll.living_images_and_points()).isEqualTo(before);
    assertThat(dll.negate_image(image(new Image(), (Memory) picture.data, 3, 2))).isEqualTo(55);
  }

  @Test
  void copiesAResultAndFreesIt() {
    int before = dll.living_numbers();
    Pointer squares = dll.make_squares(4);
    assertThat(squares.getIntArray(0, 4)).containsExactly(0, 1, 4, 9);
    assertThat(dll.living_numbers()).isEqualTo(before);
  }

  @Test
  void copiesWhatAReferenceWasGivenAndFreesIt() {
    int before = dll.living_numbers();
    PointerByReference numbers = new PointerByReference();
    dll.make_squares_out(5, numbers);
    assertThat(numbers.getValue().getIntArray(0, 5)).containsExactly(0, 1, 4, 9, 16);
    assertThat(dll.living_numbers()).isEqualTo(before);
  }

  private static <T extends Image> T image(T image, Memory points, int width, int height) {
    image.data = points;
    image.width = (short) width;
    image.height = (short) height;
    return image;
  }

  private static Memory points(int... values) {
    Memory memory = new Memory((long) values.length * Short.BYTES);
    for (int i = 0; i < values.length; i++) {
      memory.setShort((long) i * Short.BYTES, (short) values[i]);
    }
    return memory;
  }
}
