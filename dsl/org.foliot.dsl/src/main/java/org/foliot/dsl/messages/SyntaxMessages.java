package org.foliot.dsl.messages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.runtime.MismatchedTokenException;
import org.antlr.runtime.MissingTokenException;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.eclipse.xtext.RuleCall;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.parser.antlr.SyntaxErrorMessageProvider;
import org.foliot.dsl.Codes;
import org.foliot.time.Unit;

/**
 * Says in words what the parser could not make sense of: what was found, and what can stand there.
 *
 * <p>The data of a message are the remedy and, where the trouble began before the token that the parser stumbled over, the
 * offset and length of where it began.
 */
public class SyntaxMessages extends SyntaxErrorMessageProvider {
    private static final Set<String> NAMING =
            Set.of("scenario", "param", "host", "guest", "group", "task", "process", "region", "study", "measure");

    private static final Set<String> NEEDS_VALUE = Set.of(
            "cpus",
            "counter",
            "clock",
            "memory",
            "page",
            "weight",
            "quota",
            "per",
            "burst",
            "nice",
            "priority",
            "slice",
            "run",
            "every",
            "sleep",
            "held",
            "vcpus",
            "of",
            "at",
            "size",
            "from",
            "until",
            "within",
            "in",
            "step",
            "log",
            "up",
            "=",
            "<",
            ">",
            "<=",
            ">=",
            "!=",
            "+",
            "-",
            "*",
            "/");

    private static final Set<String> ELEMENTS =
            Set.of("import", "scenario", "param", "host", "guest", "timeline", "expect", "study");

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IValueConverterErrorContext context) {
        return message(Codes.SYNTAX, context.getValueConverterException().getMessage(), "");
    }

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IParserErrorContext context) {
        RecognitionException error = context.getRecognitionException();
        if (error == null) {
            return lexical(context.getDefaultMessage());
        }
        Token found = error.token;
        if (found == null) {
            return message(Codes.SYNTAX, context.getDefaultMessage(), "");
        } else if (found.getType() == Token.EOF) {
            return endOfFile(context.getCurrentNode());
        }
        List<ILeafNode> before = leavesBefore(context.getCurrentNode());
        SyntaxErrorMessage unit = strayUnit(before, found);
        return unit == null ? unexpected(context, error, found, before) : unit;
    }

    private static SyntaxErrorMessage lexical(String message) {
        if (message != null && message.contains("'\"'")) {
            return message(Codes.SYNTAX_UNCLOSED, "this text is not closed", "end it with \" on the same line");
        } else if (message != null && message.contains("EOF")) {
            return message(Codes.SYNTAX_UNCLOSED, "this comment is not closed", "end it with */");
        }
        return message(Codes.SYNTAX, "these characters are no part of the language", "");
    }

    private static SyntaxErrorMessage unexpected(
            IParserErrorContext context, RecognitionException error, Token found, List<ILeafNode> before) {
        INode node = context.getCurrentNode();
        String text = found.getText();
        String place = Places.at(node);
        Optional<String> expected = expected(error, context.getTokenNames());
        String last = before.isEmpty() ? "" : before.get(before.size() - 1).getText();
        boolean keyword = Character.isLetter(text.charAt(0)) && isKeyword(found, context.getTokenNames());
        boolean number = !last.isEmpty() && Character.isDigit(last.charAt(0));
        if (Places.isIn(node, "Release") || Places.isIn(node, "Numeral") && text.isBlank()) {
            return message(Codes.SYNTAX, (number ? last : text.strip()) + " is not complete", place);
        } else if (text.equals("\"")) {
            return message(Codes.SYNTAX_UNCLOSED, "this text is not closed", "end it with \" on the same line");
        } else if (text.equals(";")) {
            return message(Codes.SYNTAX, "; is no part of the language", "a statement ends where the next one begins");
        } else if (text.equals("=") && last.equals("=")) {
            return message(Codes.SYNTAX, "= stands here twice", "equality is written =");
        } else if (text.equals("=") && Places.isIn(node, "OptionBlock")) {
            return message(Codes.SYNTAX, "a setting has no =", "write name and value: tick 250 Hz");
        } else if (keyword && NAMING.contains(last)) {
            if (before.get(before.size() - 1).getEndLine() != found.getLine()) {
                return message(Codes.SYNTAX, "a name is missing after " + last, "");
            }
            return message(
                    Codes.SYNTAX_KEYWORD,
                    text + " is a word of the language and cannot be a name",
                    "choose another name, such as " + text + "_1");
        } else if (NEEDS_VALUE.contains(last) && (keyword || text.equals("}"))) {
            return message(Codes.SYNTAX, "a value is missing after " + last, place);
        } else if (expected.isPresent() && expected.get().equals("}")) {
            return ELEMENTS.contains(text)
                    ? unclosed(node, "this cannot stand inside a block")
                    : message(Codes.SYNTAX, text + " cannot stand here", place);
        }
        return expected.map(e -> message(Codes.SYNTAX, "found " + text + " where " + e + " belongs", place))
                .orElseGet(() -> message(Codes.SYNTAX, text + " cannot stand here", place));
    }

    private static boolean isKeyword(Token token, String[] names) {
        return token.getType() > 0 && token.getType() < names.length && names[token.getType()].startsWith("'");
    }

    private static Optional<String> expected(RecognitionException error, String[] names) {
        int type = error instanceof MissingTokenException missing
                ? missing.getMissingType()
                : error instanceof MismatchedTokenException mismatch ? mismatch.expecting : Token.INVALID_TOKEN_TYPE;
        if (type <= 0 || type >= names.length) {
            return Optional.empty();
        }
        return Optional.of(
                switch (names[type]) {
                    case "RULE_ID" -> "a name";
                    case "RULE_INT", "RULE_HEX" -> "a number";
                    case "RULE_STRING" -> "a text in quotes";
                    default -> names[type].replace("'", "");
                });
    }

    private static SyntaxErrorMessage endOfFile(INode current) {
        if (openedInLine(current) > 0) {
            return unclosed(current, "the file ends inside a block");
        }
        return message(Codes.SYNTAX, "the file ends too early", Places.at(current));
    }

    private static SyntaxErrorMessage unclosed(INode current, String message) {
        int line = openedInLine(current);
        return message(
                Codes.SYNTAX_UNCLOSED,
                message,
                line == 0
                        ? Places.at(current)
                        : "the block that begins in line " + line + " is not closed: a } is missing");
    }

    /** The line of the innermost brace that is open at a node; 0 for none. */
    private static int openedInLine(INode current) {
        for (INode node = current; node != null; node = node.getParent()) {
            int open = 0;
            int line = 0;
            if (node instanceof ICompositeNode composite) {
                for (INode child : composite.getChildren()) {
                    boolean token = child instanceof ILeafNode leaf && !leaf.isHidden();
                    if (token && "{".equals(child.getText())) {
                        open++;
                        line = child.getStartLine();
                    } else if (token && "}".equals(child.getText())) {
                        open--;
                    }
                }
            }
            if (open > 0) {
                return line;
            }
        }
        return 0;
    }

    private static List<ILeafNode> leavesBefore(INode current) {
        List<ILeafNode> before = new ArrayList<>();
        if (current != null) {
            for (ILeafNode leaf : current.getRootNode().getLeafNodes()) {
                if (!leaf.isHidden()) {
                    before.add(leaf);
                }
            }
        }
        return before;
    }

    /** A word after a number that looks like a unit and is none: it is taken for the next thing, and derails what follows. */
    private static SyntaxErrorMessage strayUnit(List<ILeafNode> before, Token found) {
        for (int i = before.size() - 1; i >= Math.max(1, before.size() - 4); i--) {
            ILeafNode number = before.get(i - 1);
            ILeafNode word = before.get(i);
            boolean afterNumber = Character.isDigit(number.getText().charAt(0))
                    && number.getEndLine() == found.getLine()
                    && word.getGrammarElement() instanceof RuleCall call
                    && call.getRule().getName().equals("ID");
            if (afterNumber) {
                List<String> units =
                        Arrays.stream(Unit.values()).map(Unit::symbol).toList();
                List<String> nearest = Spelling.nearest(word.getText(), units);
                String remedy = nearest.isEmpty()
                        ? "the units are " + String.join(", ", units)
                        : "did you mean " + String.join(" or ", nearest) + "?";
                List<String> data = new ArrayList<>(List.of(remedy, word.getOffset() + ":" + word.getLength()));
                data.addAll(nearest);
                return new SyntaxErrorMessage(
                        word.getText() + " is not a unit; " + remedy, Codes.UNIT_UNKNOWN, data.toArray(new String[0]));
            }
        }
        return null;
    }

    private static SyntaxErrorMessage message(String code, String text, String remedy) {
        return new SyntaxErrorMessage(remedy.isEmpty() ? text : text + "; " + remedy, code, new String[] {remedy});
    }
}
