/** The @TITLE@ {@code @ID@}, an extension of Foliot. */
package @PACKAGE@;
