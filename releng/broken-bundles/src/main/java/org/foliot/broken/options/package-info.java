/** Strategies whose options or component are not as they have to be. */
package org.foliot.broken.options;
