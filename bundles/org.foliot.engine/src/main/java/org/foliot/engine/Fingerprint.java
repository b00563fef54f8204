package org.foliot.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run did, in sixty-four bits: two runs with the same fingerprint did, as good as certainly, the same.
 *
 * <p>It is written as the hash and the {@linkplain FingerprintIngredients ingredients} that went into it:
 * {@code 3f9a-1b2c-5d6e-7f80/tks}. Only fingerprints of the same ingredients can be compared.
 *
 * @param hash the hash of all values
 * @param ingredients what kinds of values these were
 */
public record Fingerprint(long hash, FingerprintIngredients ingredients) {
    private static final Pattern FORMAT =
            Pattern.compile("(\\p{XDigit}{4})-(\\p{XDigit}{4})-(\\p{XDigit}{4})-(\\p{XDigit}{4})/([a-z]*)");

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is not a fingerprint
     */
    public static Fingerprint parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a fingerprint such as 3f9a-1b2c-5d6e-7f80/tks");
        }
        String digits = matcher.group(1) + matcher.group(2) + matcher.group(3) + matcher.group(4);
        return new Fingerprint(Long.parseUnsignedLong(digits, 16), FingerprintIngredients.parse(matcher.group(5)));
    }

    /**
     * Whether this fingerprint can be compared with another: whether both are of the same ingredients.
     *
     * @param other the other one
     */
    public boolean isComparableWith(Fingerprint other) {
        return ingredients.equals(other.ingredients);
    }

    @Override
    public String toString() {
        String digits = String.format("%016x", hash);
        return digits.substring(0, 4) + "-" + digits.substring(4, 8) + "-" + digits.substring(8, 12) + "-"
                + digits.substring(12) + "/" + ingredients;
    }
}
