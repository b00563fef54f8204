/** What extensions can do to the run that they are part of. */
package org.foliot.broken.deed;
