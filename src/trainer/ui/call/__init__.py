"""The call: a customer who speaks or writes, the replies, and the agent's desk.

``turns`` decides whose turn it is, and ``presenter`` how a call is opened and left; ``voice`` and
``listening`` let the customer be heard; ``reply_timer`` keeps the time to reply. ``view`` puts the parts
together, which the others draw from one frozen ``picture``.
"""
