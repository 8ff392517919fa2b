package org.bascule.guest;

import com.goterl.lazysodium.LazySodiumJava;
import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.exceptions.SodiumException;
import com.goterl.lazysodium.interfaces.AEAD;
import com.goterl.lazysodium.interfaces.Hash;
import com.goterl.lazysodium.interfaces.SecretStream;
import com.goterl.lazysodium.utils.Key;
import com.goterl.lazysodium.utils.KeyPair;
import com.goterl.lazysodium.utils.LibraryLoader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Hashes, signs and seals by lazysodium, whose native methods are registered. */
public final class SealingProgram implements Function<String, Map<String, String>> {
  private static final byte[] ZEROS = new byte[24];

  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    SodiumJava sodium = new SodiumJava(LibraryLoader.Mode.BUNDLED_ONLY);
    LazySodiumJava lazy = new LazySodiumJava(sodium, StandardCharsets.UTF_8);
    told.put("initialised before", "" + sodium.sodium_init());
    try {
      hashes(lazy, told);
      signatures(lazy, told);
      boxes(lazy, told);
      stream(lazy, told);
    } catch (SodiumException e) {
      told.put("failure", "" + e);
    }
    return told;
  }

  private static void hashes(LazySodiumJava lazy, Map<String, String> told) throws SodiumException {
    told.put("sha-256", lazy.cryptoHashSha256("abc").toLowerCase(Locale.ROOT));
    Hash.State256 state = new Hash.State256();
    byte[] hash = new byte[Hash.SHA256_BYTES];
    lazy.cryptoHashSha256Init(state);
    lazy.cryptoHashSha256Update(state, new byte[] {'a'}, 1);
    lazy.cryptoHashSha256Update(state, new byte[] {'b', 'c'}, 2);
    lazy.cryptoHashSha256Final(state, hash);
    told.put("in pieces", HexFormat.of().formatHex(hash));
  }

  /** The first of the vectors of RFC 8032. */
  private static void signatures(LazySodiumJava lazy, Map<String, String> told)
      throws SodiumException {
    byte[] seed =
        HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    KeyPair pair = lazy.cryptoSignSeedKeypair(seed);
    told.put("public key", pair.getPublicKey().getAsHexString().toLowerCase(Locale.ROOT));
    byte[] signature = new byte[64];
    lazy.cryptoSignDetached(signature, new byte[0], 0, pair.getSecretKey().getAsBytes());
    told.put("signature", HexFormat.of().formatHex(signature));
    byte[] key = pair.getPublicKey().getAsBytes();
    told.put("verified", "" + lazy.cryptoSignVerifyDetached(signature, new byte[0], 0, key));
    signature[5] ^= 1;
    told.put("forged", "" + lazy.cryptoSignVerifyDetached(signature, new byte[0], 0, key));
  }

  private static void boxes(LazySodiumJava lazy, Map<String, String> told) throws SodiumException {
    KeyPair one = lazy.cryptoBoxKeypair();
    KeyPair other = lazy.cryptoBoxKeypair();
    String sealed =
        lazy.cryptoBoxEasy(
            "Gr\u00fc\u00dfe", ZEROS, new KeyPair(other.getPublicKey(), one.getSecretKey()));
    told.put(
        "opened",
        lazy.cryptoBoxOpenEasy(
            sealed, ZEROS, new KeyPair(one.getPublicKey(), other.getSecretKey())));
    Key key = lazy.keygen(AEAD.Method.XCHACHA20_POLY1305_IETF);
    String secret = lazy.encrypt("text", "added", ZEROS, key, AEAD.Method.XCHACHA20_POLY1305_IETF);
    try {
      told.put(
          "decrypted",
          lazy.decrypt(secret, "added", ZEROS, key, AEAD.Method.XCHACHA20_POLY1305_IETF));
      told.put(
          "altered",
          lazy.decrypt(secret, "other", ZEROS, key, AEAD.Method.XCHACHA20_POLY1305_IETF));
    } catch (javax.crypto.AEADBadTagException e) {
      told.put("altered", "refused");
    }
  }

  /** A state that lasts from one call to the next. */
  private static void stream(LazySodiumJava lazy, Map<String, String> told) {
    byte[] key = new byte[SecretStream.KEYBYTES];
    byte[] header = new byte[SecretStream.HEADERBYTES];
    lazy.cryptoSecretStreamKeygen(key);
    SecretStream.State push = new SecretStream.State();
    lazy.cryptoSecretStreamInitPush(push, header, key);
    byte[][] sealed = new byte[2][3 + SecretStream.ABYTES];
    lazy.cryptoSecretStreamPush(push, sealed[0], new byte[] {1, 2, 3}, 3, SecretStream.TAG_MESSAGE);
    lazy.cryptoSecretStreamPush(push, sealed[1], new byte[] {4, 5, 6}, 3, SecretStream.TAG_FINAL);
    SecretStream.State pull = new SecretStream.State();
    lazy.cryptoSecretStreamInitPull(pull, header, key);
    byte[] first = new byte[3];
    byte[] second = new byte[3];
    byte[] tag = new byte[1];
    lazy.cryptoSecretStreamPull(pull, first, tag, sealed[0], sealed[0].length);
    lazy.cryptoSecretStreamPull(pull, second, tag, sealed[1], sealed[1].length);
    told.put("stream", Arrays.toString(first) + Arrays.toString(second) + " " + tag[0]);
  }
}
