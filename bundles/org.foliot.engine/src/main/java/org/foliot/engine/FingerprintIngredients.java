package org.foliot.engine;

/**
 * The kinds of values that go into a fingerprint, each named by a letter from a to z.
 *
 * <p>The engine knows three: {@code t}, {@code k} and {@code s} for the time, kind and source of every event. What the
 * others stand for is up to the model.
 *
 * @param letters a bit for each letter, that of {@code a} being the lowest
 */
public record FingerprintIngredients(int letters) {
    /** Nothing. */
    public static final FingerprintIngredients NONE = new FingerprintIngredients(0);

    /** The events: {@code tks}. */
    public static final FingerprintIngredients EVENTS = parse("tks");

    private static final int ALPHABET = 26;
    private static final String ORDER = "tksabcdefghijlmnopqruvwxyz";

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if there are bits beyond those of the 26 letters
     */
    public FingerprintIngredients {
        if (letters >>> ALPHABET != 0) {
            throw new IllegalArgumentException("fingerprint ingredients beyond the letter z");
        }
    }

    /**
     * Reads ingredients such as {@code tks}, in any order.
     *
     * @throws IllegalArgumentException if something is not a letter from a to z, or comes twice
     */
    public static FingerprintIngredients parse(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < 'a' || letter > 'z') {
                throw new IllegalArgumentException(
                        "a fingerprint ingredient is a letter from a to z, not '" + letter + "'");
            }
            if ((letters & bit(letter)) != 0) {
                throw new IllegalArgumentException("the fingerprint ingredient " + letter + " is named twice");
            }
            letters |= bit(letter);
        }
        return new FingerprintIngredients(letters);
    }

    /** Whether an ingredient is among these. */
    public boolean contains(char letter) {
        return letter >= 'a' && letter <= 'z' && (letters & bit(letter)) != 0;
    }

    private static int bit(char letter) {
        return 1 << (letter - 'a');
    }

    /** The letters, those of the events first: {@code tksm}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ORDER.length(); i++) {
            if (contains(ORDER.charAt(i))) {
                text.append(ORDER.charAt(i));
            }
        }
        return text.toString();
    }
}
