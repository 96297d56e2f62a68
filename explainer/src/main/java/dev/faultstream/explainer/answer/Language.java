package dev.faultstream.explainer.answer;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;

/** A coarse look at whether a text can be of a language. */
final class Language {
    private static final Pattern CODE = Pattern.compile("`[^`]*`|\\{[a-zA-Z]+}|<[^<>\\s]+>");
    private static final double CHINESE_AT_LEAST = 0.2;
    private static final double FOREIGN_AT_MOST = 0.1;

    private Language() {}

    /** Whether the text may be of the language; one without letters may be of any. */
    static boolean fits(String text, String language) {
        int[] letters = CODE.matcher(text)
                .replaceAll(" ")
                .codePoints()
                .filter(Character::isLetter)
                .toArray();
        if (letters.length == 0) {
            return true;
        }
        int han = count(letters, UnicodeScript.HAN);
        int latin = count(letters, UnicodeScript.LATIN);
        double foreign = (double) (letters.length - han - latin) / letters.length;
        double chinese = (double) han / letters.length;
        return foreign <= FOREIGN_AT_MOST
                && ("zh".equals(language) ? chinese >= CHINESE_AT_LEAST : chinese <= FOREIGN_AT_MOST);
    }

    private static int count(int[] letters, UnicodeScript script) {
        int count = 0;
        for (int letter : letters) {
            count += UnicodeScript.of(letter) == script ? 1 : 0;
        }
        return count;
    }
}
